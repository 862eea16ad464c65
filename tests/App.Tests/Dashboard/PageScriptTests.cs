using System.Diagnostics;

namespace PerfFunctions.App.Tests.Dashboard;

/// <summary>
/// The scripts of a page are joined into one, in which a name declared twice is a syntax error that stops all of it.
/// </summary>
public sealed class PageScriptTests
{
    public static readonly TheoryData<string, string> Pages = [.. PageSources.All];

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task The_script_of_a_page_can_be_parsed(string page, string html)
    {
        string script = PageSources.ScriptOf(html);
        string file = Path.Combine(Path.GetTempPath(), $"perffunctions-{page}-{Guid.NewGuid():N}.js");
        await File.WriteAllTextAsync(file, script);
        try
        {
            using Process node = Process.Start(new ProcessStartInfo("node", ["--check", file]) { RedirectStandardError = true })!;
            string errors = await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();

            Assert.True(node.ExitCode == 0, errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
