// The shape flex with all that is off by default: kept ready, private, signed in to, secrets of every origin.
using 'main.bicep'

param name = 'perfall'
param shape = 'flex'
param alwaysReadyInstances = 2
param network = 'private'
param monthlyBudget = 70
param alertEmails = ['a@example.org']
param publicUrl = 'https://perf.example.org'
param signInClientId = '22222222-2222-2222-2222-222222222222'
param callerClientIds = ['33333333-3333-3333-3333-333333333333']
param webhookHosts = ['ghe']
param otlpEndpoint = 'https://collector.example.org:4317'
param otlpHeadersFromVault = 'collector-headers'
param metricsFrom = ['/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/shop']
param logsFrom = ['/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/shop-logs']
param accessKeys = {
  pipeline: { role: 'start', secret: 'key-of-the-pipeline' }
}
param options = {
  Perf__MaxShards: 7
  Perf__SliceSeconds: 60
  Browser__WarmUp: false
}
param fromVault = {
  Perf__GitHub__PrivateKey: 'github-private-key'
  Browser__Endpoint: 'browser-endpoint'
}
param namedOptions = {
  Perf__GitHub__Hosts__ghe__AppId: '7'
}
param namedFromVault = {
  Perf__Secrets__token: 'plan-token'
}
