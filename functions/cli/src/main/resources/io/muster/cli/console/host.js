// Does with a custom widget what a CloudWatch dashboard does, for a widget on this machine.
'use strict';

const widget = document.getElementById('widget');
const popup = document.getElementById('popup');
const theme = document.getElementById('theme');
const locale = document.getElementById('locale');
const DAY = 24 * 3600000;
let latest = 0;

theme.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
locale.value = navigator.language.startsWith('ko') ? 'ko' : 'en';

/** Fields of forms arrive by their names, as texts; boxes that are not checked do not. */
function fields(root) {
  const values = {};
  root.querySelectorAll('input[name], select[name], textarea[name]').forEach(field => {
    if ((field.type !== 'checkbox' && field.type !== 'radio') || field.checked) {
      values[field.name] = field.value;
    }
  });
  return values;
}

function zone() {
  const minutes = -new Date().getTimezoneOffset();
  const two = number => String(Math.floor(number)).padStart(2, '0');
  const iso = (minutes < 0 ? '-' : '+') + two(Math.abs(minutes) / 60) + ':' + two(Math.abs(minutes) % 60);
  return {label: 'Local', offsetISO: iso, offsetInMinutes: minutes};
}

function event(parameters, forms) {
  const now = Date.now();
  return {
    ...parameters,
    widgetContext: {
      dashboardName: 'Muster',
      widgetId: 'widget-1',
      accountId: '123456789012',
      locale: locale.value,
      timezone: zone(),
      period: 300,
      isAutoPeriod: true,
      timeRange: {mode: 'relative', start: now - DAY, end: now, relativeStart: DAY, zoom: null},
      theme: theme.value,
      linkCharts: true,
      title: document.getElementById('title').textContent,
      forms: {all: forms},
      params: {page: 'overview'},
      width: widget.clientWidth,
      height: innerHeight,
    },
  };
}

async function call(endpoint, parameters, forms, place) {
  const mine = ++latest;
  widget.setAttribute('aria-busy', 'true');
  const answer = await fetch('invoke', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({endpoint, event: event(parameters, forms)}),
  });
  const html = await answer.text();
  if (mine === latest) {
    widget.setAttribute('aria-busy', 'false');
    show(html, place);
  }
}

/** What CloudWatch lets through: no script, iframe or use, no handler, no address that is a script. */
function clean(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('script, iframe, use').forEach(each => each.remove());
  page.querySelectorAll('*').forEach(each => {
    for (const attribute of [...each.attributes]) {
      if (attribute.name.startsWith('on') || /^\s*javascript:/i.test(attribute.value)) {
        each.removeAttribute(attribute.name);
      }
    }
  });
  return [...page.head.children, ...page.body.childNodes];
}

function show(html, place) {
  if (place === 'popup') {
    popup.firstElementChild.replaceChildren(...clean(html));
    bind(popup.firstElementChild);
    popup.showModal();
  } else {
    popup.close();
    widget.replaceChildren(...clean(html));
    bind(widget);
    scrollTo(0, 0);
  }
}

/** An action belongs to the element just before it. */
function bind(root) {
  root.querySelectorAll('cwdb-action').forEach(action => {
    const content = action.innerHTML;
    const text = action.textContent;
    const target = action.previousElementSibling;
    action.remove();
    if (!target) {
      return;
    }
    const place = action.getAttribute('display') || 'popup';
    target.addEventListener(action.getAttribute('event') || 'click', () => {
      const question = action.getAttribute('confirmation');
      if (question && !confirm(question)) {
        return;
      }
      if (action.getAttribute('action') === 'call') {
        const endpoint = action.getAttribute('endpoint');
        if (endpoint) {
          call(endpoint, JSON.parse(text || '{}'), fields(root), place);
        }
      } else {
        show(content, place);
      }
    });
  });
}

function refresh() {
  document.body.className = theme.value;
  document.documentElement.lang = locale.value;
  call(widget.dataset.endpoint, {}, {}, 'widget');
}

document.getElementById('refresh').addEventListener('click', refresh);
theme.addEventListener('change', refresh);
locale.addEventListener('change', refresh);
popup.lastElementChild.addEventListener('click', () => popup.close());
refresh();
