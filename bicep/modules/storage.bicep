@description('Account name.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Region.')
param location string

@description('Blob containers to create.')
param containers string[]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    // Only identities get in: no account key, nothing public.
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = [
      for container in containers: {
        name: container
      }
    ]
  }
}

@description('Account name.')
output accountName string = account.name
