// What a load-only PerfFunctions service is in Azure: Flex Consumption, storage by identity, no keys.
// Page audits need a container that carries a browser, which this plan cannot run.
targetScope = 'resourceGroup'

@description('Name that all resources begin with.')
@minLength(3)
@maxLength(12)
param name string = 'perf'

@description('Region of all resources; Flex Consumption must be offered there.')
param location string = resourceGroup().location

@description('Memory of one instance, MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances that load is fanned out over.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances kept ready for orchestrations and shards, so that a run does not wait for a cold start.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

var suffix = uniqueString(resourceGroup().id, name)

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    retentionDays: logRetentionDays
  }
}

// The runtime's traffic (queues, leases, history) and the results have an account each: neither slows the other.
module runtimeStorage 'modules/storage.bicep' = {
  name: 'runtime-storage'
  params: {
    accountName: take('${toLower(name)}rt${suffix}', 24)
    location: location
    containers: ['deployments']
  }
}

module resultStorage 'modules/storage.bicep' = {
  name: 'result-storage'
  params: {
    accountName: take('${toLower(name)}res${suffix}', 24)
    location: location
    containers: []
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: '${name}-${suffix}'
    location: location
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    runtimeStorageName: runtimeStorage.outputs.accountName
    resultStorageName: resultStorage.outputs.accountName
    deploymentContainer: 'deployments'
    applicationInsightsConnectionString: monitoring.outputs.connectionString
  }
}

@description('Address of the service.')
output address string = functions.outputs.address
