(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  const charts = {};
  let printing = false;

  const TEN = ['#3b76b5', '#e58327', '#3f9a4d', '#cc4a4c', '#8a6bbf', '#8f6353', '#d674b5', '#7a7f86', '#b3ac2c', '#2fa9bd'];
  const color = i => i < TEN.length ? TEN[i] : 'hsl(' + Math.round(i * 137.508 % 360) + ', 55%, 52%)';
  const escape = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
  const number = value => value === null || value === undefined ? '' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(3);
  const font = getComputedStyle(document.body).fontFamily;
  const element = id => document.getElementById(id);

  function palette() {
    return scheme.matches && !printing
      ? { text: '#e8ecf0', soft: '#aeb8c2', line: '#3a434c', panel: '#1d2329' }
      : { text: '#1c2126', soft: '#515a64', line: '#d3d9df', panel: '#ffffff' };
  }

  function axis(name, more) {
    const p = palette();
    return Object.assign({
      name: name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: p.soft, fontSize: 13 }, axisLabel: { color: p.soft, fontSize: 12 },
      axisLine: { lineStyle: { color: p.line } }, splitLine: { lineStyle: { color: p.line } }
    }, more);
  }

  function base(more) {
    const p = palette();
    return Object.assign({
      animation: false, textStyle: { color: p.text, fontFamily: font, fontSize: 13 },
      tooltip: { backgroundColor: p.panel, borderColor: p.line, textStyle: { color: p.text }, confine: true },
      legend: { type: 'scroll', top: 0, textStyle: { color: p.text }, pageTextStyle: { color: p.text }, pageIconColor: p.text }
    }, more);
  }

  function draw(id, option) {
    const place = element(id);
    if (!place) { return; }
    if (!charts[id]) { charts[id] = echarts.init(place, null, { renderer: 'canvas' }); }
    charts[id].setOption(option, true);
  }

  const zoomX = [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }, { type: 'slider', height: 22, bottom: 4 }];

  function lines(id, columns, unit) {
    if (!element(id)) { return; }
    const marks = data.marks.map(mark => ({ xAxis: mark.step, name: mark.what }));
    const p = palette();
    draw(id, base({
      grid: { left: 56, right: 16, top: 36, bottom: 74 }, dataZoom: zoomX,
      tooltip: Object.assign(base({}).tooltip, { trigger: 'axis', formatter: list => {
        const row = list[0].dataIndex;
        return 'epoch ' + data.epochs[row] + ', step ' + data.steps[row] + '<br>'
          + list.map(s => s.marker + escape(s.seriesName) + ' ' + number(s.value[1])).join('<br>');
      } }),
      xAxis: axis('training step', { type: 'value', min: 'dataMin', max: 'dataMax' }),
      yAxis: axis('', { type: 'value', scale: unit !== 'share' }),
      series: Object.keys(columns).map((name, i) => ({
        name: name, type: 'line', showSymbol: data.steps.length < 60, symbolSize: 5, itemStyle: { color: color(i) },
        data: columns[name].map((value, row) => [data.steps[row], value]),
        markLine: i > 0 || marks.length === 0 ? undefined : {
          symbol: 'none', silent: false, data: marks, lineStyle: { color: p.soft, type: 'dashed' },
          label: { color: p.text, formatter: m => m.name, rotate: 90, position: 'insideEndTop', align: 'right' }
        }
      }))
    }));
  }

  function counts() {
    if (!data.counts) { return; }
    draw('counts-chart', base({
      grid: { left: 56, right: 16, top: 36, bottom: 46 }, tooltip: Object.assign(base({}).tooltip, { trigger: 'axis', valueFormatter: number }),
      xAxis: axis('number of clusters', { type: 'category', data: data.counts.k }), yAxis: axis('', { type: 'value' }),
      series: Object.keys(data.counts.series).map((name, i) => ({ name: name, type: 'line', itemStyle: { color: color(i) }, data: data.counts.series[name] }))
    }));
  }

  function kept() {
    if (!data.kept) { return; }
    const name = label => label.replace(/^cluster /, '');
    draw('kept', base({
      grid: { left: 60, right: 16, top: 36, bottom: 46 }, tooltip: Object.assign(base({}).tooltip, { trigger: 'axis', axisPointer: { type: 'shadow' } }),
      xAxis: axis('cluster of the first', { type: 'category', data: data.kept.clusters.map(name) }), yAxis: axis('', { type: 'value' }),
      series: ['kept', 'moved'].map((key, i) => ({ name: key === 'kept' ? 'stayed' : 'moved', type: 'bar', stack: 'images', itemStyle: { color: color(i) }, data: data.kept[key] }))
    }));
  }

  function sizes() {
    if (!data.sizes) { return; }
    draw('sizes', base({
      grid: { left: 60, right: 16, top: 16, bottom: data.sizes.length > 20 ? 74 : 46 }, legend: { show: false }, dataZoom: data.sizes.length > 20 ? zoomX : [],
      tooltip: Object.assign(base({}).tooltip, { trigger: 'axis', formatter: list => {
        const i = list[0].dataIndex;
        return escape(data.clusters[i]) + '<br>' + data.sizes[i] + ' images<br>mean confidence ' + number(data.confidence[i]);
      } }),
      xAxis: axis('cluster', { type: 'category', data: data.clusters.map(name => name.replace(/^cluster /, '')) }), yAxis: axis('', { type: 'value' }),
      series: [{ type: 'bar', data: data.sizes.map((v, i) => ({ value: v, itemStyle: { color: color(i) } })) }]
    }));
  }

  function quantiles() {
    if (!data.quantiles) { return; }
    lines('quantiles', data.quantiles, 'share');
  }

  let step = data.polygon ? data.polygon.steps.length - 1 : 0;
  let polygonBy = 'cluster';

  function groupsOf(by, clusters, labels) {
    return by === 'class' && labels ? labels : clusters;
  }

  function polygon() {
    const all = data.polygon;
    if (!all) { return; }
    const p = palette();
    const now = all.steps[step];
    const groups = groupsOf(polygonBy, now.clusters, all.labels);
    const names = polygonBy === 'class' ? all.classes : data.clusters;
    const kinds = Array.from(new Set(groups)).sort((a, b) => a - b);
    draw('polygon', base({
      grid: { left: 8, right: 8, top: 40, bottom: 8 },
      xAxis: { type: 'value', min: -1.25, max: 1.25, show: false }, yAxis: { type: 'value', min: -1.25, max: 1.25, show: false },
      tooltip: Object.assign(base({}).tooltip, { formatter: m => m.data[2] === undefined ? '' : escape(names[m.seriesIndex === 0 ? 0 : kinds[m.seriesIndex - 1]] || m.seriesName) + '<br>' + escape(all.images[m.data[2]]) }),
      series: [{ type: 'line', silent: true, showSymbol: false, lineStyle: { color: p.line, width: 1 }, data: all.corners.concat([all.corners[0]]), tooltip: { show: false } }]
        .concat(kinds.map(kind => ({
          name: names[kind] || String(kind), type: 'scatter', symbolSize: 5, itemStyle: { color: color(kind), opacity: 0.75 },
          data: groups.map((g, i) => g === kind ? [now.x[i] / 1000, now.y[i] / 1000, i] : null).filter(Boolean)
        }))).concat([{
          type: 'scatter', symbolSize: 1, silent: true, legendHoverLink: false, tooltip: { show: false },
          data: all.corners.map(c => [c[0] * 1.12, c[1] * 1.12]),
          label: { show: all.corners.length <= 40, formatter: m => String(m.dataIndex), color: p.soft, fontSize: 13 }
        }]),
      legend: Object.assign(base({}).legend, { data: kinds.map(kind => names[kind] || String(kind)) })
    }));
    draw('histogram', base({
      legend: { show: false }, grid: { left: 52, right: 16, top: 12, bottom: 46 },
      tooltip: Object.assign(base({}).tooltip, { trigger: 'axis' }),
      xAxis: axis('greatest label feature', { type: 'category', data: now.bins.map((n, i) => (i / now.bins.length).toFixed(2)) }),
      yAxis: axis('', { type: 'value', max: all.most }),
      series: [{ name: 'images', type: 'bar', barCategoryGap: '8%', data: now.bins, itemStyle: { color: color(0) } }]
    }));
    const said = 'epoch ' + now.epoch + ', step ' + now.step;
    element('step-said').textContent = said;
    element('step').setAttribute('aria-valuetext', said);
  }

  let mapBy = 'cluster';
  let shown = -1;
  let cursor = -1;

  function thumb(i) {
    const s = data.map.sprite;
    return '<span class="thumb map-thumb" style="width:' + s.width + 'px;height:' + s.height + 'px;background-position:-'
      + (i % s.columns) * s.width + 'px -' + Math.floor(i / s.columns) * s.height + 'px;zoom:2"></span>';
  }

  function described(i) {
    const m = data.map;
    return escape(m.images[i]) + '<br>' + escape(data.clusters[m.clusters[i]]) + ', confidence ' + number(m.confidence[i])
      + (m.labels ? '<br>class ' + escape(m.classes[m.labels[i]]) : '');
  }

  function map() {
    const m = data.map;
    if (!m) { return; }
    const groups = groupsOf(mapBy, m.clusters, m.labels);
    const names = mapBy === 'class' ? m.classes : data.clusters;
    const kinds = Array.from(new Set(groups)).sort((a, b) => a - b);
    draw('map', base({
      grid: { left: 8, right: 8, top: 40, bottom: 8 },
      xAxis: { type: 'value', show: false, scale: true }, yAxis: { type: 'value', show: false, scale: true },
      dataZoom: [{ type: 'inside', xAxisIndex: 0, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' },
        { type: 'inside', yAxisIndex: 0, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' }],
      tooltip: Object.assign(base({}).tooltip, { formatter: point => {
        const i = point.data[2];
        return '<span class="point">' + thumb(i) + '<span>' + described(i) + '</span></span>';
      }, extraCssText: 'max-width:20rem;white-space:normal' }),
      series: kinds.map(kind => ({
        name: names[kind] || String(kind), type: 'scatter', symbolSize: 6, itemStyle: { color: color(kind), opacity: 0.8 },
        data: groups.map((g, i) => g === kind ? [m.x[i], m.y[i], i] : null).filter(Boolean)
      })).concat([{
        name: 'shown', type: 'scatter', symbolSize: 16, silent: true, tooltip: { show: false },
        itemStyle: { color: 'transparent', borderColor: palette().text, borderWidth: 2 }, z: 9,
        data: shown < 0 ? [] : [[m.x[shown], m.y[shown]]]
      }]),
      legend: Object.assign(base({}).legend, { data: kinds.map(kind => names[kind] || String(kind)) })
    }));
  }

  function show(by) {
    const order = data.map.order;
    cursor = cursor < 0 ? (by > 0 ? 0 : order.length - 1) : (cursor + by + order.length) % order.length;
    shown = order[cursor];
    element('map-point').innerHTML = thumb(shown) + '<span>' + described(shown) + '</span>';
    const before = charts.map.getOption().dataZoom.map(z => ({ start: z.start, end: z.end }));
    map();
    before.forEach((z, i) => charts.map.dispatchAction({ type: 'dataZoom', dataZoomIndex: i, start: z.start, end: z.end }));
  }

  function zoom(id, factor) {
    const chart = charts[id];
    const list = chart.getOption().dataZoom || [];
    list.forEach((z, i) => {
      const middle = (z.start + z.end) / 2;
      const half = factor === 0 ? 50 : Math.min(50, (z.end - z.start) / 2 * factor);
      const start = Math.max(0, Math.min(100 - 2 * half, middle - half));
      chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: i, start: start, end: start + 2 * half });
    });
  }

  function all() {
    lines('scores', data.scores, 'share');
    lines('measures', data.measures, 'number');
    lines('losses', data.losses, 'number');
    sizes();
    kept();
    counts();
    quantiles();
    polygon();
    map();
  }

  document.querySelectorAll('[data-zoom]').forEach(button => {
    button.addEventListener('click', () => zoom(button.getAttribute('data-chart'), Number(button.getAttribute('data-zoom'))));
  });
  const slider = element('step');
  if (slider) {
    slider.addEventListener('input', () => { step = Number(slider.value); polygon(); });
    let playing = 0;
    element('play').addEventListener('click', () => {
      clearInterval(playing);
      if (playing) { playing = 0; element('play').textContent = 'Play'; return; }
      if (step === data.polygon.steps.length - 1) { step = -1; }
      element('play').textContent = 'Stop';
      playing = setInterval(() => {
        step = Math.min(step + 1, data.polygon.steps.length - 1);
        slider.value = step;
        polygon();
        if (step === data.polygon.steps.length - 1) { clearInterval(playing); playing = 0; element('play').textContent = 'Play'; }
      }, 350);
    });
  }
  const polygonChoice = element('polygon-by');
  if (polygonChoice) { polygonChoice.addEventListener('change', () => { polygonBy = polygonChoice.value; polygon(); }); }
  const mapChoice = element('map-by');
  if (mapChoice) { mapChoice.addEventListener('change', () => { mapBy = mapChoice.value; map(); }); }
  if (data.map) {
    element('map-next').addEventListener('click', () => show(1));
    element('map-previous').addEventListener('click', () => show(-1));
  }
  scheme.addEventListener('change', all);
  // Paper is narrower than most screens, and a canvas does not follow by itself.
  window.addEventListener('beforeprint', () => {
    printing = true;
    all();
    Object.keys(charts).forEach(id => {
      charts[id].resize({ width: Math.min(element(id).clientWidth, 680) });
      charts[id].getZr().flush(); // now, since no frame comes before the page is printed
    });
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    all();
    Object.values(charts).forEach(chart => chart.resize({ width: 'auto' }));
  });
  let waiting = 0;
  window.addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => Object.values(charts).forEach(chart => chart.resize()), 100);
  });
  all();
  document.documentElement.setAttribute('data-ready', Object.keys(charts).length);
})();
