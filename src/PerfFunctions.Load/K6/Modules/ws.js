import { host } from 'perf:host';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'k6/timers';

class Socket {
  constructor(timers) {
    const listeners = {};
    this.on = (type, listener) => {
      (listeners[type] ??= []).push(listener);
    };
    this.emit = async (type, ...given) => {
      for (const listener of listeners[type] ?? []) await listener(...given);
    };
    this.setTimeout = (call, ms) => {
      timers.push([clearTimeout, setTimeout(call, ms)]);
    };
    this.setInterval = (call, ms) => {
      timers.push([clearInterval, setInterval(call, ms)]);
    };
  }
  send(data) {
    host.sendSocket(this.id, String(data));
  }
  sendBinary(data) {
    host.sendSocket(this.id, data);
  }
  close(code) {
    host.closeSocket(this.id, code ?? 1001);
  }
  ping() {
    throw new Error('sockets send no pings of their own; those of the server are answered');
  }
}

// Waits until the socket has ended, as k6 does. A socket that cannot be opened has an error, and its response says why.
export async function connect(address, params, body) {
  const call = typeof params === 'function' ? params : body;
  const given = typeof params === 'function' ? null : (params ?? null);
  const timers = [];
  const socket = new Socket(timers);
  const response = { url: String(address), status: 0, headers: {}, body: '', error: '' };
  await call(socket);
  await new Promise((resolve, reject) => {
    socket.id = host.openSocket(response.url, [], given, async (event) => {
      try {
        if (event.type === 'message') {
          await socket.emit(typeof event.data === 'string' ? 'message' : 'binaryMessage', event.data);
        } else if (event.type === 'close') {
          timers.forEach(([clear, timer]) => clear(timer));
          if (response.error === '') await socket.emit('close', event.code);
          resolve();
        } else {
          Object.assign(response, { status: event.status, headers: event.headers, error: event.error });
          await socket.emit(event.type, event.type === 'error' ? { error: () => event.error } : undefined);
        }
      } catch (e) {
        host.closeSocket(socket.id, 1001);
        reject(e);
      }
    });
  });
  return response;
}

export default { connect };
