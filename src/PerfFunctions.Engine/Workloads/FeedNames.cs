using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Finds which feeds a scenario takes from.</summary>
public static class FeedNames
{
    /// <summary>Names of what may be feeds, each once: a property of a variable is written like a column.</summary>
    public static IEnumerable<string> Of(Scenario scenario)
    {
        FlowStep[] steps = [.. ScenarioSeries.Walk(scenario.Steps)];
        IEnumerable<Expression> expressions = [.. Slots(SettingTexts(scenario.Http)), .. steps.SelectMany(Expressions)];
        return expressions.SelectMany(e => e.Walk()).OfType<MemberExpression>().Select(m => m.Feed).OfType<string>()
            .Concat(steps.OfType<ScriptStep>().SelectMany(s => s.Script.Columns).Select(c => c.Feed))
            .Distinct();
    }

    private static IEnumerable<string> SettingTexts(HttpSettings http) =>
        [.. http.Headers.Values, .. http.Auth switch
        {
            BasicAuthorization basic => [basic.User, basic.Password],
            BearerAuthorization bearer => [bearer.Token],
            _ => Array.Empty<string>(),
        }];

    private static IEnumerable<Expression> Expressions(FlowStep step) => step switch
    {
        RequestStep request => [.. Slots(request.Texts), .. JsonSlots(request.JsonTexts)],
        SetStep set => JsonSlots(set.Values.Select(v => v.Value)),
        IfStep choice => [choice.Condition],
        EachStep each => [each.In],
        WhileStep loop => [loop.Condition],
        PollStep poll => [poll.Until],
        _ => [],
    };

    private static IEnumerable<Expression> Slots(IEnumerable<string> texts) =>
        texts.SelectMany(t => TextTemplate.Parse(t).Slots).Select(s => s.Expression);

    private static IEnumerable<Expression> JsonSlots(IEnumerable<string> texts) =>
        texts.SelectMany(t => JsonTemplate.Parse(t).Slots).Select(s => s.Expression);
}
