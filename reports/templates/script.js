(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = id => document.getElementById(id);
  root.classList.add('js');

  // Light, dark, or what the system says. Storage may be refused for a page that is a file.
  const kept = { read: () => { try { return localStorage.getItem('assay-theme') } catch { return null } },
    write: value => { try { localStorage.setItem('assay-theme', value) } catch { /* it holds for this view */ } } };
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = one('theme');
  const wear = value => { if (value) root.dataset.theme = value; theme.textContent = isDark() ? 'Light' : 'Dark' };
  wear(kept.read());
  theme.addEventListener('click', () => { const next = isDark() ? 'light' : 'dark'; kept.write(next); wear(next) });

  // A command is copied whole; where the clipboard is closed to us it is selected.
  const copy = async (button, text) => {
    try { await navigator.clipboard.writeText(text.textContent); button.textContent = 'Copied' }
    catch { getSelection().selectAllChildren(text); button.textContent = 'Selected' }
    setTimeout(() => { button.textContent = 'Copy' }, 1500);
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('button.copy');
    if (button) copy(button, button.parentElement.querySelector('pre'));
  });

  // Below the heading of a closed scenario lies a noscript: one text to this browser, until somebody looks into it.
  const parts = new Map();
  const later = scenario => scenario.querySelector(':scope > noscript');
  const content = scenario => {
    const text = later(scenario);
    if (!text) return scenario;
    if (!parts.has(scenario)) {
      const shell = document.createElement('template');
      shell.innerHTML = text.textContent;
      parts.set(scenario, shell.content);
    }
    return parts.get(scenario);
  };
  const fill = scenario => later(scenario)?.replaceWith(content(scenario));
  document.addEventListener('toggle', event => { if (event.target.matches('details.scenario')) fill(event.target) }, true);
  // The browser's own search finds only what is there; so all of it comes when there is nothing else to do.
  const waiting = all('details.scenario').filter(later).reverse();
  const catchUp = deadline => {
    while (waiting.length && deadline.timeRemaining() > 4) fill(waiting.pop());
    if (waiting.length) requestIdleCallback(catchUp);
  };
  addEventListener('load', () => { if (globalThis.requestIdleCallback) requestIdleCallback(catchUp) });

  // The filter. It reads and writes the fragment, so a filtered view can be sent as a link.
  const fields = { verdict: one('f-verdict'), role: one('f-role'), q: one('f-q') };
  let index = null;
  const entry = element => ({ element, verdicts: element.dataset.v.split(' '), role: element.dataset.r,
    text: (element.dataset.q || element.textContent).toLowerCase() });
  const build = () => index ??= {
    requirements: all('tr.requirement').map(entry), more: all('.more').map(entry),
    scenarios: all('details.scenario').map(element => ({ element, checks: all('tr.check', content(element)).map(entry) })) };
  const wanted = () => ({ verdict: fields.verdict.value, role: fields.role.value, q: fields.q.value.trim().toLowerCase() });
  const isActive = w => Boolean(w.verdict || w.role || w.q);

  const apply = () => {
    const w = wanted();
    if (!isActive(w) && !index) return;
    const { requirements, more, scenarios } = build();
    const fits = e => (!w.verdict || e.verdicts.includes(w.verdict)) && (!w.role || e.role === w.role) && (!w.q || e.text.includes(w.q));
    const show = list => list.reduce((n, e) => { const ok = fits(e); e.element.hidden = !ok; return ok ? n + 1 : n }, 0);
    const shown = show(requirements);
    show(more);
    let checks = 0, of = 0, scenes = 0;
    for (const scenario of scenarios) {
      const n = show(scenario.checks);
      scenario.element.hidden = isActive(w) && n === 0;
      checks += n; of += scenario.checks.length; scenes += scenario.element.hidden ? 0 : 1;
    }
    one('f-count').textContent = isActive(w)
      ? `${shown} of ${requirements.length} requirements, ${checks} of ${of} checks in ${scenes} ${scenes === 1 ? "scenario" : "scenarios"}` : 'everything is shown';
    one('f-clear').hidden = !isActive(w);
  };
  const note = () => {
    const w = Object.entries({ verdict: fields.verdict.value, role: fields.role.value, q: fields.q.value.trim() }).filter(([, v]) => v);
    const hash = w.length ? '#?' + new URLSearchParams(w) : '#';
    try { history.replaceState(null, '', hash) } catch { location.hash = hash }
  };
  const clear = () => { for (const f of Object.values(fields)) f.value = ''; apply(); note() };
  for (const f of Object.values(fields)) f.addEventListener('input', () => { apply(); note() });
  one('f-clear').addEventListener('click', () => { clear(); fields.q.focus() });
  one('filter').addEventListener('submit', event => event.preventDefault());

  // A link opens what it leads to, and takes the keyboard along. Names within a scenario begin with its own.
  const find = id => {
    const scenario = one(id) ? null : one(id.split('-')[0]);
    if (scenario) fill(scenario);
    return one(id);
  };
  let shown = null;
  const reveal = target => {
    shown = target.closest('details.message');
    if (target.closest('[hidden]')) clear();
    for (const e of all('.here')) e.classList.remove('here');
    target.classList.add('here');
    for (let e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    target.scrollIntoView({ block: 'start' });
    const focus = target.tagName === 'DETAILS' ? target.querySelector('summary') : target;
    if (!focus.matches('a, summary, [tabindex]')) focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
  };
  const go = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith('?')) {
      const given = new URLSearchParams(hash.slice(1));
      for (const [name, f] of Object.entries(fields)) f.value = given.get(name) ?? '';
      apply();
    } else if (hash) { const target = find(hash); if (target) reveal(target) }
  };
  addEventListener('hashchange', go);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) go();
  });

  // Escape: close the exchange and go back to its arrow, else let go of the filter.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    // A browser that opens a link may take the keyboard back from what the link leads to.
    const message = document.activeElement?.closest('details.message[open]') ?? (shown?.open ? shown : null);
    if (message) {
      message.open = false;
      const arrow = one(message.dataset.back ?? '');
      (arrow ?? message.querySelector('summary')).focus();
    } else if (isActive(wanted())) clear();
  });
  addEventListener('beforeprint', () => {
    for (const d of all('details.scenario.bad')) fill(d);
    for (const d of all('details.scenario.bad, details.folded')) d.open = true;
  });
  go();
})();
