import { host } from 'perf:host';

class Metric {
  constructor(name) {
    this.name = String(name);
    host.metric(this.name);
  }
  add(value) {
    host.measure(this.name, Number(value));
    return true;
  }
}

export class Trend extends Metric {}
export class Counter extends Metric {}
export class Gauge extends Metric {}
export class Rate extends Metric {}

export default { Trend, Counter, Gauge, Rate };
