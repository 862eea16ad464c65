using PerfFunctions.Azurite;

namespace PerfFunctions.Infra.Tests.Linters;

/// <summary>Linters that npm has, installed once as the lockfile pins them.</summary>
internal static class NodeLinters
{
    private static string Folder => Repository.PathOf("tests", "Infra.Tests", "Linters");

    /// <summary>Runs a script of Node.js that stands in this folder, or in what it has installed.</summary>
    public static async Task<ProgramEnd> RunAsync(string script, params string[] arguments)
    {
        await using (await Npm.LockAsync(Folder, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            // npm writes its own record last, so an installation that was cut off does not count.
            string record = Path.Combine(Folder, "node_modules", ".package-lock.json");
            if (!File.Exists(record) || File.GetLastWriteTimeUtc(record) < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            {
                await Npm.RunAsync(Folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], TestContext.Current.CancellationToken);
                File.SetLastWriteTimeUtc(record, TimeProvider.System.GetUtcNow().UtcDateTime);
            }
        }

        return (await Programs.RunAsync("node", Folder, [script, .. arguments]))!;
    }
}
