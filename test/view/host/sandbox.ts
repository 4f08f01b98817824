// The page between host and view, of another origin than the host: it makes the frame of the view and passes messages both ways.

const kind = new URLSearchParams(location.search).get('frame');
let html = '';
let view: HTMLIFrameElement | undefined;

function show(): void {
  view?.remove();
  const frame = document.createElement('iframe');
  view = frame;
  frame.title = 'Review';
  frame.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;border:0';
  frame.setAttribute('sandbox', kind === 'opaque' ? 'allow-scripts' : 'allow-scripts allow-same-origin allow-forms');
  if (kind === 'write') {
    document.body.append(frame);
    const page = frame.contentDocument as Document;
    page.open();
    page.write(html);
    page.close();
    return;
  }
  frame.srcdoc = html;
  document.body.append(frame);
}

window.addEventListener('message', ({ source, data }) => {
  if (source === view?.contentWindow && source !== null) window.parent.postMessage(data, '*');
  if (source !== window.parent) return;
  if (data.reload === true) return show();
  if (data.method !== 'ui/notifications/sandbox-resource-ready') return view?.contentWindow?.postMessage(data, '*');
  html = data.params.html;
  show();
});

window.parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/sandbox-proxy-ready', params: {} }, '*');
