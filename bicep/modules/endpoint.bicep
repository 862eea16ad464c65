@description('Name of the endpoint.')
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Subnet of the endpoint.')
param subnetId string

@description('Resource id of what is reached.')
param targetId string

@description('Part of it that is reached.')
@allowed(['blob', 'queue', 'table', 'vault'])
param group string

@description('Resource id of the zone that the name is resolved in.')
param zoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: name
        properties: {
          privateLinkServiceId: targetId
          groupIds: [group]
        }
      }
    ]
  }

  resource resolution 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: group
          properties: { privateDnsZoneId: zoneId }
        }
      ]
    }
  }
}
