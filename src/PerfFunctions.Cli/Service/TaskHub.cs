using System.Text.RegularExpressions;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Service;

/// <summary>A task hub that several machines join to share runs.</summary>
/// <param name="Storage">Connection string of the account that keeps it; null for this machine's emulator.</param>
/// <param name="Name">Its name, which the service's tables begin with too; null for the usual one.</param>
public sealed partial record TaskHub(string? Storage, string? Name)
{
    /// <summary>Checks what was given.</summary>
    /// <exception cref="CliException">The name or the connection string cannot be what it is.</exception>
    public static TaskHub? Of(string? storage, string? name)
    {
        if (name is not null && !NamePattern().IsMatch(name))
        {
            throw new CliException($"--hub is '{name}'; it must be 3 to 20 letters and digits and start with a letter.");
        }

        if (storage is not null && !storage.Contains("AccountName=", StringComparison.OrdinalIgnoreCase))
        {
            throw new CliException("--storage is not the connection string of a storage account: it has no AccountName.");
        }

        return storage is null && name is null ? null : new(storage, name);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,19}$")]
    private static partial Regex NamePattern();
}
