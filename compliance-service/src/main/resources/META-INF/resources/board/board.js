'use strict';
// The page works without this; with it, the time runs, what changes is told, and keys do what the mouse does.
if (window.htmx) Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true, historyCacheSize: 0 });

const $ = id => document.getElementById(id);
const main = $('main'), drawer = $('drawer');
document.querySelectorAll('[data-local]').forEach(local);
copies(document);
document.body.addEventListener('htmx:afterSwap', event => copies(event.target));

// A text can be copied by hand too; the button spares it and says what it did.
function copies(within) {
  within.querySelectorAll('.copy button[hidden]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const text = button.parentElement.querySelector('textarea'), status = button.parentElement.querySelector('[role=status]');
      try {
        await navigator.clipboard.writeText(text.value);
        status.textContent = button.dataset.copied;
      } catch { // not allowed, or no secure address
        text.focus();
        text.select();
        status.textContent = button.dataset.byHand;
      }
    });
  });
}

// The slider writes the field, and the form goes there: when it is let go of, or by Enter.
const slider = $('past-slider');
if (slider) {
  const range = slider.querySelector('input'), shown = slider.querySelector('output'), field = $('past-form').elements.at;
  const moment = () => new Date(Date.parse(slider.dataset.last) - (range.max - range.value) * slider.dataset.step * 60000).toISOString().slice(0, 16);
  const show = () => { shown.textContent = moment().replace('T', ' ') + ' UTC'; range.setAttribute('aria-valuetext', shown.textContent); };
  range.addEventListener('input', () => { field.value = moment(); show(); });
  range.addEventListener('pointerup', () => $('past-form').requestSubmit());
  range.addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); $('past-form').requestSubmit(); } });
  show();
  slider.hidden = false;
}

function local(time) {
  const small = document.createElement('small');
  small.textContent = time.dataset.local + ' ' + new Date(time.dateTime).toLocaleString(document.documentElement.lang);
  time.after(small);
}

if (main) {
  const rate = Number($('now').dataset.rate);
  let started = Date.parse($('now').dataset.now), readAt = performance.now();
  const now = () => started + (performance.now() - readAt) * rate;
  const [calm, soon, critical, over] = main.dataset.words.split('|');
  const label = $('now').textContent.split(/\d{4}-/)[0];
  const changed = new Set();

  function urgency(left) {
    return left < 0 ? ['over', over] : left < 2 * 3600e3 ? ['critical', critical] : left < 6 * 3600e3 ? ['soon', soon] : ['calm', calm];
  }

  function tick() {
    document.querySelectorAll('[data-heard]').forEach(time => {
      const text = ago(Math.max(0, Math.floor((now() - Date.parse(time.dateTime)) / 60000)));
      if (time.nextElementSibling.textContent !== text) time.nextElementSibling.textContent = text;
    });
    $('now').textContent = label + new Date(now()).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
    document.querySelectorAll('[data-deadline]').forEach(time => {
      const left = Date.parse(time.dataset.deadline) - now(), minutes = Math.floor(Math.abs(left) / 60000), [kind, word] = urgency(left);
      const text = (left < 0 ? main.dataset.over : main.dataset.left).replace('{h}', Math.floor(minutes / 60)).replace('{m}', String(minutes % 60).padStart(2, '0'));
      const [b, span] = time.children;
      if (span.textContent !== text) span.textContent = text;
      if (!time.classList.contains(kind)) {
        time.className = 'left ' + kind;
        b.textContent = word;
        // Only the crossing of the threshold is read out, not the seconds.
        if (kind === 'critical') say(main.dataset.critical.replace('{it}', time.closest('tr').dataset.key.split(':')[1]));
      }
    });
  }

  // Who must log in again does so when he wants to: what he has not sent yet stays.
  function ended() {
    $('ended').hidden = false;
    say(main.dataset.ended);
  }

  function ago(minutes) { return main.dataset.ago.replace('{h}', Math.floor(minutes / 60)).replace('{m}', String(minutes % 60).padStart(2, '0')); }

  // How long ago is what order-ingest said by its own clock: it is not reckoned on here.
  function fresh(cell, told) {
    const part = name => cell.querySelector(`[data-${name}]`), until = told.poll?.until;
    const [good, old, never, unknown] = main.dataset.fresh.split('|'), stale = until && until.minutes >= Number(main.dataset.old);
    const [word, text] = !told.poll ? ['unknown', unknown] : !until ? ['never', never] : stale ? ['old', old] : ['good', good];
    const mark = cell.querySelector('b');
    if (mark.className !== word) { mark.className = word; mark.textContent = text; }
    for (const [name, moment] of [['until', until], ['push', told.push]]) {
      part(name).hidden = !moment;
      if (!moment) continue;
      const [time, since] = part(name).children;
      time.dateTime = moment.at; time.textContent = moment.at.slice(0, 16).replace('T', ' '); since.textContent = ago(moment.minutes);
    }
    part('failed').hidden = !told.poll?.failed;
    part('failed').firstElementChild.textContent = told.poll?.failed ?? '';
    part('no-push').hidden = !told.poll || !!told.push;
    part('unknown').hidden = !!told.poll;
  }

  function say(text) { if ($('live').textContent !== text) $('live').textContent = text; }

  function moved() {
    const rows = [...document.querySelectorAll('#list tr[data-key]')];
    rows.forEach(row => row.classList.toggle('changed', changed.has(row.dataset.key)));
    const n = changed.size, form = new Intl.PluralRules(document.documentElement.lang).select(n);
    const text = form === 'one' ? main.dataset.movedOne : form === 'few' ? main.dataset.movedFew : main.dataset.movedMany;
    $('moved').hidden = n === 0;
    $('moved').firstElementChild.textContent = text.replace('{n}', n);
  }

  function hear(event) {
    const told = JSON.parse(event.data);
    started = Date.parse(told.now); readAt = performance.now();
    for (const store of told.stores) {
      const row = document.querySelector(`tr[data-store="${CSS.escape(store.id)}"]`);
      if (!row) continue;
      const heard = row.querySelector('[data-heard]');
      if (heard && store.heard) { heard.dateTime = store.heard; heard.textContent = store.heard.slice(0, 16).replace('T', ' '); }
      fresh(row.querySelector('[data-fresh]'), store.fresh);
      for (const cell of row.querySelectorAll('[data-figure]')) {
        const value = store.figures[cell.dataset.figure];
        cell.textContent = Array.isArray(value) ? value.map(m => Number(m.amount).toFixed(2) + ' ' + m.currency).join(', ') || '–' : value;
      }
    }
    // A row that others see change stays where it is until the reader asks for the new order.
    told.keys.forEach(key => changed.add(key));
    if (told.missed) document.querySelectorAll('#list tr[data-key]').forEach(row => changed.add(row.dataset.key));
    moved();
  }

  const events = new EventSource('/board/events?after=' + encodeURIComponent(main.dataset.event));
  events.onmessage = hear;
  events.onopen = () => say(main.dataset.live);
  // One that is closed was refused; all others are tried again by the browser.
  events.onerror = () => events.readyState === EventSource.CLOSED ? refused() : say(main.dataset.off);
  function refused() {
    fetch('/board/board.js', { method: 'HEAD', cache: 'no-store' }).then(answer => answer.status === 401 ? ended() : say(main.dataset.off), () => say(main.dataset.off));
  }
  addEventListener('pagehide', () => events.close());
  setInterval(tick, 1000);
  tick();

  // What is a page of its own elsewhere stays in the drawer here.
  function stay(within) {
    within.querySelectorAll('form').forEach(form => {
      form.setAttribute('hx-post', form.getAttribute('action'));
      form.setAttribute('hx-target', '#drawer-content');
      form.setAttribute('hx-select', '#result');
      form.setAttribute('hx-swap', 'innerHTML');
      htmx.process(form);
    });
  }

  let opener = null;
  document.body.addEventListener('htmx:beforeRequest', event => { if (event.target.matches('.open')) opener = event.target; else if (event.target.matches('#acts')) opener = document.activeElement; });
  // A form that cannot be used is answered with a page that says why.
  document.body.addEventListener('htmx:beforeSwap', event => {
    const of = event.detail.xhr, told = of.getResponseHeader('Content-Type')?.startsWith('text/html');
    if (told && event.detail.target.id === 'drawer-content' && (of.status === 400 || of.status === 403)) Object.assign(event.detail, { shouldSwap: true, isError: false });
  });
  document.body.addEventListener('htmx:responseError', event => event.detail.xhr.status === 401 ? ended() : say(main.dataset.failed + ' ' + event.detail.xhr.status));
  document.body.addEventListener('htmx:afterSwap', event => {
    if (event.target.id === 'drawer-content') {
      event.target.querySelectorAll('[data-local]').forEach(local);
      stay(event.target);
      if (!drawer.open) drawer.showModal();
      $('posting-title').focus();
    } else if (event.target.id === 'around-slot') stay(event.target);
    else { changed.clear(); tick(); $('cases').focus({ preventScroll: true }); }
  });
  // What is asked for next is another thing, though the page is the same.
  document.body.addEventListener('htmx:afterRequest', event => {
    if (event.target.matches('#acts') && event.detail.successful) event.target.elements.id.value = 'p' + Date.now() + '-' + Math.floor(Math.random() * 1e9);
  });
  $('close').addEventListener('click', () => drawer.close());
  // This is told later than it happens: who has gone on with a key stays where he is.
  drawer.addEventListener('close', () => { if (document.activeElement === document.body && opener && opener.isConnected) opener.focus(); });

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || drawer.open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const links = [...document.querySelectorAll('#list .open')], at = links.indexOf(document.activeElement);
    const act = {
      j: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
      k: () => links[Math.max(at - 1, 0)]?.focus(),
      r: () => $('moved').querySelector('a').click(),
      '/': () => $('search').focus(),
      '?': () => { $('keys').open = true; $('keys').querySelector('summary').focus(); },
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
}
