import { host } from 'perf:host';

const statuses = [
  'OK', 'Canceled', 'Unknown', 'InvalidArgument', 'DeadlineExceeded', 'NotFound', 'AlreadyExists', 'PermissionDenied', 'ResourceExhausted',
  'FailedPrecondition', 'Aborted', 'OutOfRange', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss', 'Unauthenticated',
];

// A client connects when its first method is called. Without loaded files, the server is asked what its messages look like.
export class Client {
  constructor() {
    this.loaded = [];
    this.address = null;
    this.isPlain = false;
  }
  load(paths, ...files) {
    this.loaded.push(host.loadProto((paths ?? []).map(String), files.map(String)));
  }
  loadProtoset(file) {
    this.loaded.push(host.loadProto(null, [String(file)]));
  }
  connect(address, params) {
    this.address = String(address);
    this.isPlain = Boolean(params?.plaintext);
  }
  invoke(method, message, params) {
    return this.call(method, message, params, true);
  }
  asyncInvoke(method, message, params) {
    return this.call(method, message, params, false);
  }
  call(method, message, params, held) {
    if (this.address === null) throw new Error('the client is not connected: call connect() before');
    return host.invoke(this.address, String(method), JSON.stringify(message ?? {}), this.isPlain, this.loaded, params ?? null, held);
  }
  close() {
    this.address = null;
  }
}

export class Stream {
  constructor() {
    throw new Error('streams of gRPC are not supported in scripts; use grpc: with as: of a plan');
  }
}

const codes = Object.fromEntries(statuses.map((name, code) => [`Status${name}`, code]));
export const {
  StatusOK, StatusCanceled, StatusUnknown, StatusInvalidArgument, StatusDeadlineExceeded, StatusNotFound, StatusAlreadyExists,
  StatusPermissionDenied, StatusResourceExhausted, StatusFailedPrecondition, StatusAborted, StatusOutOfRange, StatusUnimplemented,
  StatusInternal, StatusUnavailable, StatusDataLoss, StatusUnauthenticated,
} = codes;

export default { Client, Stream, ...codes };
