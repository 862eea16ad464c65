@description('Name that the resources begin with.')
param name string

@description('Region.')
param location string

@description('Tags of all resources.')
param tags object

@description('Address range, /22 or larger: a quarter for the service, a quarter for private endpoints.')
param addressPrefix string

@description('Destination of diagnostics.')
param workspaceId string

resource rules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: '${name}-rules'
  location: location
  tags: tags
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'service'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 0)
          networkSecurityGroup: { id: rules.id }
          // Flex Consumption and Container Apps ask for the same delegation.
          delegations: [
            {
              name: 'service'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 1)
          networkSecurityGroup: { id: rules.id }
        }
      }
    ]
  }

  resource service 'subnets' existing = {
    name: 'service'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource networkDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: network
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource rulesDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: rules
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

@description('Resource id of the network.')
output networkId string = network.id

@description('Subnet that the service goes out through.')
output serviceSubnetId string = network::service.id

@description('Subnet of private endpoints.')
output endpointSubnetId string = network::endpoints.id
