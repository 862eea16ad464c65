using System.CommandLine;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf completion SHELL</c></summary>
internal static class CompletionCommand
{
    // The directive [suggest:COLUMN] is System.CommandLine's: one suggestion a line for a command line and a place in it.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _perf() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(perf "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _perf perf
            """,
        ["zsh"] = """
            #compdef perf
            _perf() {
              local -a found=("${(@f)$(perf "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found || _files
            }
            compdef _perf perf
            """,
        ["fish"] = """
            complete -c perf -a '(perf "[suggest:"(commandline -C)"]" (commandline -p | string collect) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName perf -ScriptBlock {
              param($word, $line, $cursor)
              perf "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print what makes a shell complete the words of perf.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return ExitCodes.Pass;
        });
        return command;
    }
}
