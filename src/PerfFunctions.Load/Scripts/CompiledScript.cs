using Jint;
using PerfFunctions.Engine.Plans;
using JavaScript = Acornima.Ast.Script;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>A script of a plan made ready; all engines of a loop share it.</summary>
internal sealed class CompiledScript
{
    /// <summary>Longest time of one regular expression: what else bounds a script does not see into it.</summary>
    public static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(20);

    // The script has a function of its own, so that its names may be those of the outer one. What stands alone as a script,
    // which the plan's reader has made sure of, cannot close it.
    private const string Head = "(function (vars, feeds, iteration, user, response, check) { return (function () {";
    private const string Tail = "\n})(); })";

    /// <summary>How scripts and functions are prepared.</summary>
    public static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = new ScriptParsingOptions { RegexTimeout = RegexTimeout },
    };

    /// <summary>Makes it ready.</summary>
    /// <param name="script">The script.</param>
    /// <param name="functions">Functions that it may call; null for none.</param>
    public CompiledScript(PlanScript script, CompiledFunctions? functions)
    {
        Plan = script;
        Functions = functions;
        Body = JsEngine.PrepareScript(Head + script.Source + Tail, strict: true, options: Options);
    }

    /// <summary>The script.</summary>
    public PlanScript Plan { get; }

    /// <summary>Functions that it may call; null for none.</summary>
    public CompiledFunctions? Functions { get; }

    /// <summary>A function of what the script sees.</summary>
    public Prepared<JavaScript> Body { get; }
}

/// <summary>Functions of a plan made ready.</summary>
internal sealed class CompiledFunctions(PlanScript script)
{
    /// <summary>What stands for them where an error says its place.</summary>
    public const string SourceName = "functions";

    /// <summary>The functions.</summary>
    public PlanScript Plan => script;

    /// <summary>Defines them.</summary>
    public Prepared<JavaScript> Body { get; } =
        JsEngine.PrepareScript(script.Source, SourceName, strict: true, CompiledScript.Options);
}
