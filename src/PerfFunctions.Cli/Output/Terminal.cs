using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;
using Spectre.Console;

namespace PerfFunctions.Cli.Output;

/// <summary>Where a command writes: people read the terminal, programs read JSON on standard output.</summary>
public sealed class Terminal
{
    // Without a terminal nothing else wraps lines; a table should keep its rows whole.
    private const int PlainWidth = 160;

    private static readonly JsonSerializerOptions Indented = new(PerfJson.Options) { WriteIndented = true };

    private readonly TimeProvider _time;
    private readonly bool _json;

    /// <summary>Writes for people, or, with <paramref name="json"/>, only the result and that as JSON.</summary>
    public Terminal(bool json, TimeProvider time)
    {
        _json = json;
        _time = time;
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(json ? System.Console.Error : System.Console.Out) });
        if (!IsInteractive)
        {
            Console.Profile.Width = PlainWidth;
        }
    }

    /// <summary>For people.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether a person watches.</summary>
    public bool IsInteractive => !_json && !System.Console.IsOutputRedirected;

    /// <summary>Says what is done, in a sentence.</summary>
    public void Say(string sentence) => Console.MarkupLine($"[grey]{Markup.Escape(sentence)}[/]");

    /// <summary>How a run's progress is shown here.</summary>
    public IProgressView Progress() => IsInteractive
        ? new LiveProgress(Console)
        : new PlainProgress(_json ? System.Console.Error : System.Console.Out, _time);

    /// <summary>Shows how a run ended.</summary>
    public void Result(RunView run)
    {
        if (_json)
        {
            Json(run);
            return;
        }

        VerdictView.Write(Console, run);
    }

    /// <summary>Shows a verdict that has no run.</summary>
    public void Result(Verdict verdict)
    {
        if (_json)
        {
            Json(verdict);
            return;
        }

        VerdictView.Write(Console, verdict);
    }

    /// <summary>Writes a result for programs.</summary>
    public static void Json<T>(T value) =>
        System.Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
