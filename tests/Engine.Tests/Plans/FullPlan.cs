namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>A plan that uses every key there is.</summary>
internal static class FullPlan
{
    public const string Yaml = """
        version: 1
        name: everything
        parameters: { host: https://shop.example, shardCount: 3, fast: true, quick: 200ms, code: '007', region: eu }
        profiles:
          smoke:
            parameters: { region: eu, quick: 300ms }
            users: { count: 4, for: 2m }
            load:
              browse: { start: 10s, weight: 2 }
              limits: { preset: breakpoint, rate: 20/s, for: 1m, until: 'errors > 1% for 5s', inFlight: 50 }
              shapes: { users: { count: 1, for: 20s } }
              crowd: { arrivals: { rate: 1/s, for: 20s }, until: 'errors > 1% for 5s' }
          peak: { parameters: { region: eu }, arrivals: { rate: 100/s, for: 2m }, warmup: 5s, shards: 4 }
        target: '${host}'
        shards: '${shardCount}'
        setup: [ { post: /tenants, capture: { tenant: $.id } } ]
        teardown: [ { delete: '/tenants/${tenant}' } ]
        audits: under-load
        paths: [ 'web/**', '!web/docs/**' ]
        audit: { network: slow-4g, headers: { x-run: '1' }, runs: 4 }
        warmup: 10s
        abort: [ 'browse.errors > 50% for 10s', 'limits.latency.p99 > 5s for 1m' ]
        http:
          version: 1.1
          connections: keep-alive
          maxConnections: 200
          redirects: follow
          compression: '${fast}'
          cookies: off
          headers: { x-run: '${uuid()}', x-tenant: a }
          auth: { bearer: '${secret(token)}' }
          tls: { verify: off, certificate: '${secret(pem)}' }
          dns: 30s
          timeout: 10s
          trace: 1%
        feeds:
          accounts: { csv: "user,password\nanna,a\nberta,b\n", pick: random }
          products: { json: [ { id: 1, name: cup }, { id: 2, name: null } ] }
          members: { from: https://files.example/users.csv, columns: [ user, password ], pick: unique, separator: ';' }
          visitors: { file: data/visitors.csv, separator: tab }
          items: { file: items.txt, format: json }
        functions: |
          function sum(list) { return list.reduce((a, b) => a + b, 0); }
        users: { count: 40, for: 2m }
        load:
          browse:
            start: 30s
            weight: 3
            variables: { page: [ 1, 2 ], product: cup }
            http:
              version: 1.1
              connections: per-request
              cache: per-user
              resources: { hosts: [ 'cdn.shop.example', 'img.shop.example:8443' ], block: [ '*/analytics/*' ], max: 60 }
              auth: { oauth: { token: https://id.example/token, client: perf, secret: '${secret(id)}', scope: read } }
              headers: { X-Tenant: '${accounts.user}' }
            onFailure: end
            flow:
              - get: /products?page=${page}&n=${random(1, 100)}&t=${now('ms')}
                name: Product list
                headers:
                  x-user: '${members.user}'
                  x-signature: '${hmac(product, secret(token))}'
                  x-id: "${base64url(product)}-${randomText(8)}-${randomItem('a', 'b')}"
                  x-day: "${now('+1d', 'yyyy-MM-dd')}"
                expect:
                  status: [ 200, 204, 3xx, 401-403, '!304' ]
                  body: items
                  headers: { content-type: json, etag: '' }
                  within: 500ms
                capture: { stock: '$.items[0].stock', csrf: { regex: 'csrf=(\w+)' }, next: { header: location } }
                query: { sort: '${product}' }
                check:
                  in stock: { json: '$.items[0].stock', above: 0, status: 2xx }
                  first: '$.items[0]'
                  quick: { within: '${quick}' }
                measure:
                  total: $.total
                  rows: { header: x-rows, kind: counter, unit: count, worse: higher }
                timeout: 5s
                onFailure: continue
              - if: '${stock} > 0'
                then:
                  - post: /cart
                    json: { id: '${products.id}', user: '${user()}', turn: '${iteration()}', at: '${now()}' }
                  - { put: /search, form: { q: '${product}' } }
                else: [ { pause: 1s } ]
              - get: /basket
                resources: false
                expect:
                  body: { contains: total, not: error, matches: '[0-9]+' }
                  json: { $.state: OK, '$.items[*]': { count: '> 0' }, $.user: { equals: '${product}', exists: true } }
                  headers: { etag: { exists: true } }
                  size: '< 100kB'
                capture:
                  ids: { json: '$.items[?@.price < 10].id', pick: all }
                  title: { css: 'meta[name=title]', attribute: content, pick: last, default: none }
                  sid: { cookie: sid, default: null }
                  answer: { from: status }
                  part: { between: [ '<b>', '</b>' ] }
                check: { cheap: { json: '$.items[*].price', pick: count, above: 1, below: 9 }, ok: { from: body, matches: OK } }
              - { options: /basket }
              - { request: 'PROPFIND /files', body: { size: 1kB } }
              - { post: /raw, body: { base64: 'iVBORw0KGgo=' } }
              - { post: /orders, body: { file: ./order.json, template: true } }
              - set: { ident: '${uuid()}', both: '${ident}-${product}', rows: [ 1, '${page}' ] }
              - graphql: /graphql
                query: 'query Item($id: ID!) { item(id: $id) { name } } mutation Buy { buy }'
                operation: Item
                variables: { id: '${products.id}' }
                headers: { x-user: '${product}' }
                check: { named: $.data.item.name }
              - { connect: 'wss://chat.example/socket', as: chat, subprotocol: [ v2, v1 ], headers: { x-user: '${product}' }, expect: { status: 101 } }
              - { send: 'hello ${product}', socket: chat }
              - send: { json: { type: join, room: '${products.id}' } }
                socket: chat
                receive: { json: { $.type: joined, $.room: '${products.id}' }, body: join }
                expect: { json: { $.ok: true }, size: '< 1kB' }
                capture: { seat: $.seat }
              - { send: { size: 20B }, socket: chat, receive: '' }
              - { receive: bye, socket: chat, count: 3, for: 2s, measure: { delay: { json: $.at, age: true } } }
              - { events: '/prices', as: prices, headers: { x-user: '${product}' }, event: price, receive: { json: { $.item: '${product}' } }, count: 2, capture: { price: $.price } }
              - { grpc: shop.v1.Catalog/GetItem, message: { id: '${products.id}' }, metadata: { x-user: '${product}' }, code: NOT_FOUND }
              - { grpc: 'https://grpc.example:50051/shop.v1.Catalog/Watch', as: items, receive: { json: { $.stock: 0 } }, count: 2, timeout: 5s }
              - { close: chat }
              - group: Pay & leave
                do: [ { get: /pay }, { pause: 500ms to 1s } ]
              - { if: 'stock matches "^[0-9]+$"', then: [ { get: /stock } ] }
              - each: { in: 'split(product, "-")', as: item, max: 5, do: [ { get: '/items/${item}' } ] }
              - { while: 'stock == 1', max: 3, do: [ { get: /busy, capture: { stock: $.stock } } ] }
              - poll: { until: 'state == "paid"', every: 500ms, max: 20, do: [ { get: /order, capture: { state: $.state } } ] }
              - retry: { max: 2, every: 100ms, do: [ { get: /once } ] }
              - script: |
                  vars.total = sum(vars.ids.map(Number)) + random();
                  check('positive total', vars.total > 0);
                  if (response.status === 404 && feeds.products.name) { fail('gone'); }
              - { get: '/total/${total}' }
              - { parallel: [ { get: /logo }, { get: /style } ], name: assets }
              - { pause: { normal: 2s, deviation: 500ms } }
              - repeat: 3
                do: [ { patch: /next, body: '${csrf}' }, { delete: '${next}' } ]
              - choose:
                  - { weight: 3, do: [ { head: /a } ] }
                  - { weight: 1, do: [ { get: /b } ] }
              - post: /upload
                multipart:
                  title: '${product}'
                  photo: { file: a.jpg, type: image/jpeg, size: 100kB }
                  note: { text: 'for ${user()}' }
                  logo: { file: a.png, base64: 'iVBORw0KGgo=' }
                  scan: { file: scans/a+b.pdf, type: application/pdf }
                  letter: { file: letter.txt, template: true }
          buy:
            weight: 1
            pauseBetween: { exponential: 1s }
            once: [ { post: /login } ]
            http:
              auth: { basic: { user: '${members.user}', password: '${secret(pw)}' } }
              proxy: { address: 'http://proxy.example:3128', user: perf, password: '${secret(proxy)}' }
              tls: { authority: { file: ca.pem }, certificate: { file: client.pem, key: '${secret(key)}' } }
            flow: [ { get: / } ]
          limits:
            preset: breakpoint
            rate: 200/s
            for: 5m
            until: 'errors > 1% for 10s'
            inFlight: 500
            flow: [ { get: / } ]
          shapes:
            arrivals:
              - { rate: 50/s, for: 2m }
              - { from: 0/s, to: 50/s, over: 1m }
              - { from: 10/s, to: 100/s, steps: 10, each: 30s }
              - { replay: [ 10/s, 12/s ], each: 1m }
            flow: [ { get: / } ]
          crowd:
            users:
              - { count: 5, for: 1m }
              - { from: 5, to: 50, over: 1m }
            flow: [ { get: / } ]
          each:
            users: { count: 20, iterations: 100, for: 10m }
            rampUp: 30s
            requests: 500/s
            flow: [ { get: / } ]
          together:
            users: { count: 20, shared: 1000, for: 10m }
            pace: 10s
            flow: [ { get: / }, { script: { file: total.js } } ]
        pages:
          home: { path: /, device: desktop, runs: 3 }
          shop:
            path: /shop
            device: { width: 390, height: 844, scale: 3, touch: true, userAgent: perf }
            browser: chromium
            network: { latency: 150ms, down: 1.6Mbit/s, up: 750kbit/s }
            cpu: 4x
            cache: warm
            cookies: { tenant: a, sid: '${secret(sid)}' }
            headers: { x-preview: '${secret(preview)}' }
            language: de-DE
            colorScheme: dark
            block: [ '*://*.ads.example/*', '*.mp4' ]
            consent: '#accept'
            redirect: fail
            login:
              - open: /login
              - { fill: { '#user': anna, '#password': '${secret(shopper)}' } }
              - { press: Enter }
              - { waitFor: '#account' }
            steps:
              - { open: /cart, name: cart }
              - { click: '#buy' }
              - { wait: 2s, name: pay }
            runs: 5
            maxRuns: 20
            spread: 10%
            against: https://main.shop.example
        server:
          cpu: { prometheus: 'avg(rate(busy[30s]))', unit: percent }
          requests:
            azure:
              resource: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop
              metric: Requests
              aggregation: Total
          failures:
            logs: { workspace: 12345678-1234-1234-1234-123456789abc, query: 'AppRequests | summarize count()' }
            unit: /s
        rum:
          origins: [ https://shop.example, 'http://127.0.0.1:5000' ]
          pages: { home: /, product: [ '/p/*', '/products/**' ] }
          window: 14d
          minSamples: 500
          sample: 12.5%
        budgets:
          - rum.home.lcp.p75 < 2.5s
          - rum.product.count > 1000
          - server.cpu.max < 80% from 30s to 90s
          - browse.latency.p95 < 300ms from 30s to 90s
          - limits.breakpoint > 100/s
          - browse.request.*.errors < 1%
          - load.errors < 1%
          - home.lcp trend stable
          - shop.step.pay.inp.p75 < 200ms
          - shop.mark.hero-shown < 1.2s
          - { lighthouse: [ { path: /shop, timings: [ { metric: speed-index, budget: 3000 } ] } ] }
          - lighthouse:
              ci: { assert: { assertions: { interactive: off, largest-contentful-paint: [ warn, { maxNumericValue: 2500 } ] } } }
          - { rule: home.lcp < 2.5s, level: warn, why: slow creep, owner: storefront }
        benchmarks:
          - 'bench.Sorting.QuickSort(N: 1000).mean < 2ms'
          - { rule: 'bench.Sorting.QuickSort(N: 1000).time regression < 5%', level: warn, owner: pricing }
        objectives:
          owner: shop-team
          journeys:
            browse: { availability: 99.9%, latency: { p95: 400ms, p99.9: 2s }, throughput: 5/s, users: 200, window: 7d }
            buying: { of: browse.group.pay-leave, latency: { p99: 1s } }
            shop: { metrics: { lcp.p75: 2.5s, cls: 0.1 } }
          growth:
            perMonth: -2.5%
            peak: 10x
            seasons: [ 1, 0.9, 0.9, 1, 1, 1, 0.9, 0.9, 1, 1, 1.2, 1.2 ]
            events: [ { name: Black Friday, date: 2027-11-26, factor: 4x } ]
          data: { products: 100000 }
          monthlyCost: 500.50
        schedule: { cron: '0 0 3 * * *', profile: peak }
        pullRequests: { profile: smoke }
        """;
}
