// A PerfFunctions service in one resource group. All access is by its identity: no account has a key that works.
targetScope = 'resourceGroup'

import { accessKey, appOptions, vaultOptions, textOf } from 'settings.bicep'

@description('Name that all resources begin with.')
@minLength(3)
@maxLength(12)
param name string = 'perf'

@description('Region of all resources; the shape must be offered there.')
param location string = resourceGroup().location

@description('Tags of all resources.')
param tags object = {}

@description('flex: Functions on Flex Consumption, for load; pages are audited by browsers elsewhere (Browser__Endpoint). container: Functions with Chromium on Container Apps, for load and audits.')
@allowed(['flex', 'container'])
param shape string = 'flex'

@description('Maximum number of instances. One monitors a run; half of the others run the shards of a slice while half prepare the next.')
@minValue(3)
@maxValue(1000)
param maximumInstanceCount int = 20

@description('Instances kept ready for orchestrations and shards, so that a run does not wait for a cold start; the shape container has at least one.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('flex: memory of one instance, MB; processor goes with it.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('container: cores of one replica; memory is 2 GB a core.')
@allowed(['1', '2', '4'])
param cores string = '2'

@description('container: image of the service. Empty makes all but the app, so that there is a registry to push the first image to.')
param image string = ''

@description('Days after which logs are deleted.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Maximum log volume per day, GB; -1 for no limit.')
@minValue(-1)
param dailyLogLimitGb int = 2

@description('Options of the app; an omitted option keeps the app\'s default.')
param options appOptions = {}

@description('Secret options of the app: the name of the secret in the vault for each.')
param fromVault vaultOptions = {}

@description('Settings whose names are your own (Perf__GitHub__Hosts__HOST__AppId), by name of the app setting.')
param namedOptions { *: string } = {}

@description('Secret settings whose names are your own (Perf__Secrets__NAME, Perf__GitHub__Hosts__HOST__PrivateKey): the name of the secret in the vault by name of the app setting.')
param namedFromVault { *: string } = {}

@description('Address of an OpenTelemetry collector that telemetry goes to besides Application Insights. Empty for none. How it is spoken to, where that is not gRPC, is OTEL_EXPORTER_OTLP_PROTOCOL in namedOptions.')
param otlpEndpoint string = ''

@description('Name of the secret in the vault that holds the headers which the collector asks for, as name=value,name=value. Empty for none.')
param otlpHeadersFromVault string = ''

@description('Resource groups, by id, whose metrics plans may read (server: azure). Who deploys must be allowed to give roles there.')
param metricsFrom string[] = []

@description('Resource groups, by id, whose Log Analytics workspaces plans may query (server: logs). Who deploys must be allowed to give roles there.')
param logsFrom string[] = []

@description('Keys to the API by names of your own (letters, digits, underscores: app settings take no dashes): the role of each, and the name of its secret in the vault.')
param accessKeys { *: accessKey } = {}

@description('Address under which people reach the service, where it is not the one of the platform.')
param publicUrl string = ''

@description('Client id of the Entra app registration that people sign in by, which trusts the identity of the service. Its app roles define what they may do: Perf.Read, Perf.Start, Perf.Administer. Empty leaves sign-in off: then keys alone, and tokens that options name a tenant for, let anybody in.')
param signInClientId string = ''

@description('Further client ids whose tokens are accepted, such as that of a pipeline.')
param callerClientIds string[] = []

@description('Names of further GitHub hosts (letters, digits, underscores), which send to /api/github/webhook/NAME.')
param webhookHosts string[] = []

@description('public: no network of its own. integrated: goes out through a network, so that it reaches what is private. private: besides, storage and vault are reached through private endpoints only.')
@allowed(['public', 'integrated', 'private'])
param network string = 'public'

@description('Address range of the network, /22 or larger.')
param networkPrefix string = '10.90.0.0/22'

@description('Monthly cost budget of the resource group, in the currency of its subscription: owners are notified at 80 and 100 per cent, and when the forecast exceeds it. 0 for no budget.')
@minValue(0)
param monthlyBudget int = 100

@description('First day of the month that the budget began with, where there is one already: it can never be changed. Empty for a new one.')
param budgetStart string = ''

@description('Not to be set: only a parameter can know the day.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('Average number of busy instances over an hour that raises a cost alert.')
@minValue(1)
param busyInstancesAlert int = 10

@description('Who gets alerts and budget notices by mail.')
param alertEmails string[] = []

var suffix = uniqueString(resourceGroup().id, name)
var isPrivate = network == 'private'
var subnetId = network == 'public' ? '' : connections!.outputs.serviceSubnetId
var anonymousPaths = concat(
  ['/api/health', '/api/github/webhook', '/api/azuredevops/webhook'],
  map(webhookHosts, host => '/api/github/webhook/${host}')
)

// A shard that waits for an instance which may not be made holds up all others. One instance watches, and the shards of a
// slice get ready while those of the one before still send.
var bounds = { Perf__MaxShards: string(max((maximumInstanceCount - 1) / 2, 1)) }
// What an hour of an instance costs goes by its size.
var size = shape == 'container'
  ? { gb: string(int(cores) * 2), vcpus: cores }
  : {
      '512': { gb: '0.5', vcpus: '0.25' }
      '2048': { gb: '2', vcpus: '1' }
      '4096': { gb: '4', vcpus: '2' }
    }[string(instanceMemoryMB)]
var costs = { Perf__Cost__InstanceGb: size.gb, Perf__Cost__InstanceVcpus: size.vcpus }
var collector = empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }
// The platform's sign-in is believed where it is in front, and nowhere else. Tokens for it are taken by the app itself, too.
var signIn = empty(signInClientId)
  ? {}
  : {
      Perf__Access__PlatformSignIn: 'true'
      Perf__Access__Entra__TenantId: tenant().tenantId
      Perf__Access__Entra__Audience: signInClientId
      Perf__Access__Entra__Authority: environment().authentication.loginEndpoint
    }
var keyRoles = toObject(items(accessKeys), key => 'Perf__Access__Keys__${key.key}__Role', key => key.value.role)
var keySecrets = toObject(items(accessKeys), key => 'Perf__Access__Keys__${key.key}__Secret', key => key.value.secret)
var settings = union(bounds, costs, namedOptions, textOf(options), collector, keyRoles, signIn, {
  AZURE_CLIENT_ID: identity.properties.clientId
  AzureWebJobsStorage__accountName: runtimeStorage.outputs.accountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  // The dashboard lives at the root.
  AzureWebJobsDisableHomepage: 'true'
  // One shard an instance: a second would share its processor, and neither could trust its own clock.
  AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions: '1'
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  Perf__Storage__AccountName: resultStorage.outputs.accountName
  Perf__Storage__EndpointSuffix: environment().suffixes.storage
})
var collectorHeaders = empty(otlpHeadersFromVault) ? {} : { OTEL_EXPORTER_OTLP_HEADERS: otlpHeadersFromVault }
var allFromVault = union(namedFromVault, textOf(fromVault), collectorHeaders, keySecrets)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyLogLimitGb: dailyLogLimitGb
    identityId: identity.id
    principalId: identity.properties.principalId
  }
}

module metricsReader 'modules/reader.bicep' = [
  for (group, index) in metricsFrom: {
    name: 'metrics-reader-${index}'
    scope: resourceGroup(split(group, '/')[2], split(group, '/')[4])
    params: {
      use: 'metrics'
      identityId: identity.id
      principalId: identity.properties.principalId
    }
  }
]

module logsReader 'modules/reader.bicep' = [
  for (group, index) in logsFrom: {
    name: 'logs-reader-${index}'
    scope: resourceGroup(split(group, '/')[2], split(group, '/')[4])
    params: {
      use: 'logs'
      identityId: identity.id
      principalId: identity.properties.principalId
    }
  }
]

// The runtime's traffic (queues, leases, history) and the results have an account each: neither slows the other.
module runtimeStorage 'modules/storage.bicep' = {
  name: 'runtime-storage'
  params: {
    accountName: take('${toLower(name)}rt${suffix}', 24)
    location: location
    tags: tags
    use: 'runtime'
    identityId: identity.id
    principalId: identity.properties.principalId
    private: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

module resultStorage 'modules/storage.bicep' = {
  name: 'result-storage'
  params: {
    accountName: take('${toLower(name)}res${suffix}', 24)
    location: location
    tags: tags
    use: 'results'
    identityId: identity.id
    principalId: identity.properties.principalId
    private: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: take('${name}-${suffix}', 24)
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    private: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

module connections 'modules/network.bicep' = if (network != 'public') {
  name: 'connections'
  params: {
    name: name
    location: location
    tags: tags
    addressPrefix: networkPrefix
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'modules/endpoints.bicep' = if (isPrivate) {
  name: 'endpoints'
  params: {
    name: name
    location: location
    tags: tags
    networkId: connections!.outputs.networkId
    subnetId: connections!.outputs.endpointSubnetId
    runtimeStorageId: runtimeStorage.outputs.id
    resultStorageId: resultStorage.outputs.id
    vaultId: vault.outputs.id
  }
}

module flex 'modules/flex.bicep' = if (shape == 'flex') {
  name: 'flex'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    identityId: identity.id
    identityClientId: identity.properties.clientId
    deploymentAddress: '${runtimeStorage.outputs.blobAddress}deployments'
    settings: settings
    fromVault: allFromVault
    vaultName: vault.outputs.name
    publicUrl: publicUrl
    subnetId: subnetId
    signInClientId: signInClientId
    callerClientIds: callerClientIds
    anonymousPaths: anonymousPaths
    workspaceId: monitoring.outputs.workspaceId
  }
}

module container 'modules/container.bicep' = if (shape == 'container') {
  name: 'container'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    image: image
    registryName: '${toLower(replace(name, '-', ''))}${suffix}'
    cores: cores
    minimumReplicas: max(1, alwaysReadyInstances)
    maximumReplicas: maximumInstanceCount
    runtimeStorageName: runtimeStorage.outputs.accountName
    identityId: identity.id
    identityClientId: identity.properties.clientId
    principalId: identity.properties.principalId
    settings: settings
    fromVault: allFromVault
    vaultAddress: vault.outputs.address
    publicUrl: publicUrl
    subnetId: subnetId
    signInClientId: signInClientId
    callerClientIds: callerClientIds
    anonymousPaths: anonymousPaths
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    shape: shape
    hasApp: shape == 'flex' || !empty(image)
    appId: shape == 'flex' ? flex!.outputs.id : container!.outputs.id
    emails: alertEmails
    busyInstances: busyInstancesAlert
    instanceMemoryMB: instanceMemoryMB
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: '${name}-budget'
    monthlyAmount: max(1, monthlyBudget)
    start: empty(budgetStart) ? thisMonth : budgetStart
    emails: alertEmails
  }
}

@description('Shape that was deployed.')
output shape string = shape

@description('Address of the service.')
output address string = shape == 'flex' ? flex!.outputs.address : container!.outputs.address

@description('Name of the app.')
output appName string = '${name}-${suffix}'

@description('Name of the vault that secrets are put into.')
output vaultName string = vault.outputs.name

@description('Name of the registry that images are pushed to; empty for the shape flex.')
output registryName string = shape == 'flex' ? '' : container!.outputs.registryName

@description('Principal of the service, which the app registration for sign-in trusts.')
output principalId string = identity.properties.principalId
