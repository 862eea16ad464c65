import { host } from 'perf:host';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

const noPings = () => {
  throw new Error('sockets send no pings of their own; those of the server are answered');
};

// A socket as browsers have it. Bytes come as an ArrayBuffer.
export class WebSocket {
  constructor(address, protocols, params) {
    const offered = protocols === undefined || protocols === null ? [] : Array.isArray(protocols) ? protocols.map(String) : [String(protocols)];
    this.url = String(address);
    this.readyState = CONNECTING;
    this.binaryType = 'arraybuffer';
    this.bufferedAmount = 0;
    this.extensions = '';
    this.protocol = '';
    const listeners = {};
    const id = host.openSocket(this.url, offered, params ?? null, async (event) => {
      if (event.type === 'open' && this.readyState === CONNECTING) this.readyState = OPEN;
      if (event.type === 'close') this.readyState = CLOSED;
      const given = { ...event, target: this, timestamp: Date.now() };
      for (const listener of [this[`on${event.type}`], ...(listeners[event.type] ?? [])]) {
        if (typeof listener === 'function') await listener.call(this, given);
      }
    });
    this.addEventListener = (type, listener) => {
      (listeners[type] ??= []).push(listener);
    };
    this.send = (data) => {
      if (this.readyState !== OPEN) throw new Error('InvalidStateError: the socket is not open');
      host.sendSocket(id, data);
    };
    this.close = (code) => {
      if (this.readyState < CLOSING) this.readyState = CLOSING;
      host.closeSocket(id, code ?? 1000);
    };
    this.ping = noPings;
  }
}

Object.assign(WebSocket, { CONNECTING, OPEN, CLOSING, CLOSED });

export class Blob {
  constructor() {
    throw new Error('Blob is not supported; use an ArrayBuffer');
  }
}

export default { WebSocket, Blob };
