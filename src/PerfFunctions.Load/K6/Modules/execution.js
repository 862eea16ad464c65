import { host } from 'perf:host';

export const vu = {
  get idInTest() { return host.now().user; },
  get idInInstance() { return host.now().user; },
  get iterationInInstance() { return host.now().ofUser; },
  get iterationInScenario() { return host.now().ofUser; },
  tags: {},
  metrics: { tags: {}, metadata: {} },
};

export const scenario = {
  get name() { return host.now().scenario; },
  get executor() { return host.now().model; },
  get startTime() { return host.now().startedAt; },
  get progress() { return host.now().progress; },
  get iterationInInstance() { return host.now().iteration; },
  get iterationInTest() { return host.now().iteration; },
};

export const instance = {
  get currentTestRunDuration() { return host.now().elapsedMs; },
  get iterationsCompleted() { return host.now().ofUser; },
  iterationsInterrupted: 0,
};

let options;

export const test = {
  get options() {
    return (options ??= host.options());
  },
  abort(reason) {
    host.abort(reason === undefined ? 'the script aborted the test' : String(reason));
  },
  fail(reason) {
    throw new Error(reason === undefined ? 'the script failed' : String(reason));
  },
};

export default { vu, scenario, instance, test };
