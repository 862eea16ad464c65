namespace PerfFunctions.App.CodeHosts;

/// <summary>Names of code hosts that are not chosen by the settings.</summary>
public static class CodeHostNames
{
    /// <summary>Azure DevOps.</summary>
    public const string AzureDevOps = "azuredevops";
}
