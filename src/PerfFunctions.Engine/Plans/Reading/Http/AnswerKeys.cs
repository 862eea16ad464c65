using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>
/// Declares the keys that every request has, whatever its protocol: its name, and what is done with the answer.
/// </summary>
internal static class AnswerKeys
{
    /// <summary>The keys of a step that is answered by messages. What is captured is set from the next step on.</summary>
    public static readonly MapGrammar<AnswerDraft> Map = Of("answer");

    /// <summary>The name of a request.</summary>
    public static ValueGrammar<string> Name => ValueGrammars.Of(Ref("title"), SeriesTitles.Read);

    /// <summary>The keys.</summary>
    /// <param name="answer">What the answer is called in their meanings.</param>
    public static MapGrammar<AnswerDraft> Of(string answer) => new("answer", "Answer")
    {
        {
            "name", Name, "Name in reports; equal names are one request.",
            (d, v) => d with { Name = v }
        },
        {
            "expect", Ref("expect"), $"What the {answer} must meet.",
            (d, field) => d with { Expect = ExpectationReader.Read(field, d.Scope) }
        },
        {
            "check", Ref("checks"), "Conditions by name; one that does not hold is counted and fails nothing.",
            (d, field) => d with { Checks = CheckReader.Read(field, d.Scope) }
        },
        {
            "measure", Ref("measures"), $"Numbers of the {answer}, by the name of their metric.",
            (d, field) => d with { Measures = MeasureReader.Read(field) }
        },
        {
            "capture", Ref("captures"), $"Values to take from the {answer}, by variable name.",
            (d, field) => d with { Captures = CaptureReader.Read(field, d.Scope) }
        },
        {
            "timeout", Duration(PlanLimits.StepLength), $"Longest wait for the {answer}; default: timeout of http.",
            (d, v) => d with { Timeout = v }
        },
        {
            "onFailure", Word(HttpStepReader.FailureActions),
            "What a failure does to the iteration; default: as the scenario says.",
            (d, v) => d with { OnFailure = v }
        },
    };
}

/// <summary>What is done with an answer, as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
internal sealed record AnswerDraft(VariableScope Scope)
{
    /// <summary>Name; null where the plan gives none.</summary>
    public string? Name { get; init; }

    public Expectation Expect { get; init; } = new();

    public IReadOnlyDictionary<string, ResponseCondition> Checks { get; init; } = new Dictionary<string, ResponseCondition>();

    public IReadOnlyDictionary<string, Measure> Measures { get; init; } = new Dictionary<string, Measure>();

    public IReadOnlyDictionary<string, Capture> Captures { get; init; } = new Dictionary<string, Capture>();

    public TimeSpan? Timeout { get; init; }

    public FailureAction? OnFailure { get; init; }

    /// <summary>Everything that looks into the answer: captures, and sources of checks and measures.</summary>
    public IEnumerable<Capture> Sources =>
        Captures.Values.Concat(Checks.Values.Select(c => c.Source).OfType<Capture>())
            .Concat(Measures.Values.Select(m => m.Source));

    /// <summary>The step with what is done with its answer; its own name stays where the plan gives none.</summary>
    public T Fill<T>(T step)
        where T : RequestStep => (T)(step with
        {
            Name = Name ?? step.Name,
            Expect = Expect,
            Checks = Checks,
            Measures = Measures,
            Captures = Captures,
            Timeout = Timeout,
            OnFailure = OnFailure,
        });
}
