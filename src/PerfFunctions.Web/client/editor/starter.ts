/** What a new plan begins with: small, and valid once its target is. */
export const starter = `version: 1
name: my-plan
target: https://staging.shop.example

# Load: requests per second, and what each user does.
load:
  browse:
    arrivals: { rate: 10/s, for: 1m }
    flow:
      - get: /

# Pages that a browser loads.
pages:
  home: { path: / }

# What must hold; a budget over its limit fails the run.
budgets:
  - browse.errors < 1%
  - browse.latency.p95 < 500ms
  - home.lcp < 2.5s
`;
