import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Figures for the operator, in Prometheus' text format. */
export interface Metrics {
  observeRequest(method: string, route: string, status: number, milliseconds: number): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'hongyan_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    observeRequest: (method, route, status, milliseconds) =>
      requests.labels(method, route, String(status)).observe(milliseconds / 1000),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
