package org.clade.sweep.lattice;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.LatticeDesign;
import org.clade.api.sweep.LatticeService;
import org.clade.api.variant.LatticePoint;
import org.clade.api.variant.VariantLattice;
import org.clade.api.variant.VariantService;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.EmptyFolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Chooses combinations of lattices and keeps their files. */
@Component
public final class Lattices implements LatticeService {

    private final VariantService variants;

    /** Made by Declarative Services. */
    @Activate
    public Lattices(@Reference VariantService variants) {
        this.variants = variants;
    }

    @Override
    public LatticeDesign choose(VariantLattice lattice, int runs) {
        MainEffectsModel model = new MainEffectsModel(lattice.factors());
        List<LatticePoint> all = lattice.points();
        int least = model.columns();
        if (runs < least && runs < all.size()) {
            throw new RefusedException(
                    "%s runs cannot tell the main effects of %s factors apart; choose %s of the %s legal combinations or more, or leave factors out with --except."
                            .formatted(runs, lattice.factors().size(), least, all.size()));
        }
        double[][] rows =
                all.stream().map(point -> model.contrasts(point.levels())).toArray(double[][]::new);
        List<LatticePoint> chosen = runs >= all.size()
                ? all
                : Arrays.stream(OptimalFraction.of(rows, runs))
                        .mapToObj(all::get)
                        .toList();
        return new LatticeDesign(
                lattice,
                chosen,
                OptimalFraction.efficiency(chosen.stream()
                        .map(point -> model.contrasts(point.levels()))
                        .toList()));
    }

    @Override
    public void write(LatticeDesign design, Path folder) {
        EmptyFolder.require(folder, Set.of());
        AtomicFile.makeFolder(folder);
        LatticeFile file = LatticeFile.of(design);
        for (int i = 0; i < design.points().size(); i++) {
            variants.write(
                    design.points().get(i).recipe(),
                    folder.resolve(file.runs().get(i).file()));
        }
        file.write(folder);
    }

    @Override
    public List<Path> recipes(Path folder) {
        return LatticeFile.read(folder).runs().stream()
                .map(run -> folder.resolve(run.file()))
                .toList();
    }

    @Override
    public void copy(Path folder, Path sweep) {
        LatticeFile.read(folder).write(sweep);
    }
}
