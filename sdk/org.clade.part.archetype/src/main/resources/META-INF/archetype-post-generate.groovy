// Leaves only the kind of part that was asked for.
def project = new File(request.outputDirectory, request.artifactId)
def kind = request.properties.getProperty('kind')
def others = ['Task', 'Operation', 'Backbone'].findAll { kind != 'all' && it != kind.capitalize() }
project.eachFileRecurse { file ->
    if (others.any { file.name.endsWith(it + '.java') || file.name.endsWith(it + 'Test.java') }) {
        file.delete()
    }
}
