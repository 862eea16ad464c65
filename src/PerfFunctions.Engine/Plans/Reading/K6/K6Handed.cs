using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Follows functions that wait as arguments of calls: whoever calls them must wait for them.</summary>
/// <param name="source">The script.</param>
/// <param name="callees">Which functions its calls are of.</param>
internal sealed class K6Handed(K6Source source, K6Callees callees)
{
    /// <summary>What is allowed in place of a function that nothing waits for.</summary>
    public const string Allowed = "a function that is called where it can be waited for";

    // Methods of lists that call a function for each item, which can be waited for one after another.
    private static readonly HashSet<string> Lists = ["forEach", "map", "filter", "find", "findIndex", "some", "every", "reduce", "flatMap"];

    // What takes a promise, or does not look at what comes back.
    private static readonly HashSet<string> Takes =
    [
        "then", "catch", "finally", "setTimeout", "setInterval", "Promise", "all", "allSettled", "race", "any", "on", "addEventListener",
        K6Modules.Connect,
    ];

    /// <summary>Whether a call is of a method of lists that calls a function for each item.</summary>
    public static bool IsList(K6Call call) => call.Member is { } member && Lists.Contains(member);

    /// <summary>Takes note of the parameters by which a call's functions are known where they are called.</summary>
    public void Follow(K6Call call, K6Known known)
    {
        for (int i = 0; i < call.Node.Arguments.Count; i++)
        {
            if (callees.WaitingAt(call.Node.Arguments[i]) is not { } handed || IsList(call) || IsGroup(call, known))
            {
                continue;
            }

            foreach (K6Function called in callees.Of(call))
            {
                Identifier? parameter = called.Parameters.ElementAtOrDefault(i);
                known.Add(parameter is null ? null : source.BindingOf(parameter), handed.Wait);
                if (parameter is null || called.Library is not null)
                {
                    known.Keep(called.Library);
                }
            }
        }
    }

    /// <summary>Functions that wait, given to what does not wait for them.</summary>
    public IEnumerable<(K6Function Function, Node Place, string Message)> Lost(K6Known known)
    {
        foreach (K6Call call in source.Calls)
        {
            if (IsList(call) || IsGroup(call, known) || Takes.Contains(call.Name?.Name ?? call.Member ?? "") || callees.Of(call).Any())
            {
                continue;
            }

            foreach (K6Function function in call.Node.Arguments.Select(callees.WaitingAt).OfType<K6Function>())
            {
                yield return (function, call.Node, $"'{call.Words}' is given a function that sends or sleeps, and does not wait for it");
            }
        }

        foreach ((NewExpression made, _) in source.Constructed.Where(m => m.Node.Callee is not Identifier { Name: "Promise" }))
        {
            foreach (K6Function function in made.Arguments.Select(callees.WaitingAt).OfType<K6Function>())
            {
                yield return (function, made, "a constructor is given a function that sends or sleeps");
            }
        }
    }

    private bool IsGroup(K6Call call, K6Known known) => source.Imports.Of(call) is { } imported ? imported.Function == K6Modules.Group
        : call.Member == K6Modules.Group && known.HasMember(call.Library, K6Modules.Group);
}
