// Private endpoints of storage and vault, each with the zone that turns its public name into the private address.

@description('Name that the resources begin with.')
param name string

@description('Region.')
param location string

@description('Tags of all resources.')
param tags object

@description('Network that resolves the names.')
param networkId string

@description('Subnet of the endpoints.')
param subnetId string

@description('Resource id of the account of the runtime.')
param runtimeStorageId string

@description('Resource id of the account of results.')
param resultStorageId string

@description('Resource id of the vault.')
param vaultId string

var suffix = environment().suffixes.storage
var zones = {
  blob: 'privatelink.blob.${suffix}'
  queue: 'privatelink.queue.${suffix}'
  table: 'privatelink.table.${suffix}'
  vault: 'privatelink.vaultcore.azure.net'
}
var endpoints = [
  { name: 'runtime-blob', target: runtimeStorageId, group: 'blob' }
  { name: 'runtime-queue', target: runtimeStorageId, group: 'queue' }
  { name: 'runtime-table', target: runtimeStorageId, group: 'table' }
  { name: 'results-blob', target: resultStorageId, group: 'blob' }
  { name: 'results-table', target: resultStorageId, group: 'table' }
  { name: 'vault', target: vaultId, group: 'vault' }
]

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for entry in items(zones): {
    name: entry.value
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (entry, index) in items(zones): {
    parent: zone[index]
    name: '${name}-link'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

module endpoint 'endpoint.bicep' = [
  for entry in endpoints: {
    name: 'endpoint-${entry.name}'
    params: {
      name: '${name}-${entry.name}'
      location: location
      tags: tags
      subnetId: subnetId
      targetId: entry.target
      group: entry.group
      zoneId: resourceId('Microsoft.Network/privateDnsZones', zones[entry.group])
    }
    dependsOn: [zone]
  }
]
