using System.Diagnostics;
using PerfFunctions.Cli.Tests.Parts;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("perf com", "compare completion")]
    [InlineData("perf report --fo", "--format")]
    [InlineData("perf halt --re", "--reason")]
    public async Task Bash_completes_commands_and_options(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "This machine has no bash.");
        string script = (await Perf.RunAsync(["completion", "bash"])).Output;
        string[] words = line.Split(' ');
        string asked = $$"""
            perf() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "perf.dll")}}' "$@"; }
            {{script}}
            COMP_LINE='{{line}}'; COMP_POINT={{line.Length}}; COMP_WORDS=({{line}}); COMP_CWORD={{words.Length - 1}}
            _perf
            echo "${COMPREPLY[@]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", asked]) { RedirectStandardOutput = true })!;
        Assert.Equal(expected, (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Theory]
    [InlineData("zsh", "compdef _perf perf")]
    [InlineData("fish", "complete -c perf")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Other_shells_have_scripts_too(string shell, string part) =>
        Assert.Contains(part, (await Perf.RunAsync(["completion", shell])).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Another_shell_is_refused_with_those_there_are() => (await Perf.RunAsync(["completion", "csh"])).IsToldAs("'csh'", "'fish'");
}
