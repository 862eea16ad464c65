using System.Xml;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Junit;

/// <summary>One test case.</summary>
/// <param name="Name">The rule as written, or <c>run</c>.</param>
/// <param name="Kind">How it ends.</param>
/// <param name="Message">One sentence on that.</param>
/// <param name="Details">What else a reader may want; empty for nothing.</param>
internal sealed record JunitCase(string Name, JunitKind Kind, string Message, string Details)
{
    /// <summary>The rules, and the run itself where the rules alone would let it pass.</summary>
    public static IReadOnlyList<JunitCase> AllOf(Verdict verdict)
    {
        JunitCase[] rules = [.. verdict.Rules.Select(Of)];
        return ShowsItsEnd(verdict, rules) ? rules : [.. rules, Run(verdict)];
    }

    /// <summary>Text without what XML forbids.</summary>
    public static string Plain(string text) => CleanText.Of(text);

    public void Write(XmlWriter xml, string plan)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", plan);
        xml.WriteAttributeString("name", Plain(Name));
        xml.WriteAttributeString("time", "0");
        if (Kind != JunitKind.Passed)
        {
            xml.WriteStartElement(Kind switch { JunitKind.Failure => "failure", JunitKind.Error => "error", _ => "skipped" });
            xml.WriteAttributeString("message", Plain(Message));
            xml.WriteString(Plain(Details));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Plain($"{Message}\n{Details}".TrimEnd()));
        }

        xml.WriteEndElement();
    }

    private static JunitCase Of(RuleResult rule) => new(rule.Rule, KindOf(rule), MessageOf(rule), DetailsOf(rule));

    // A rule of level warn without a value neither passes nor fails the build.
    private static JunitKind KindOf(RuleResult rule) => rule.Status switch
    {
        RuleStatus.Fail => JunitKind.Failure,
        RuleStatus.NoData => rule.Level == BudgetLevel.Fail ? JunitKind.Error : JunitKind.Skipped,
        RuleStatus.Off or RuleStatus.Inconclusive => JunitKind.Skipped,
        _ => JunitKind.Passed,
    };

    private static string MessageOf(RuleResult rule) => rule.Status switch
    {
        RuleStatus.Warn => $"warning: {rule.Reason}",
        RuleStatus.NoData => $"no data: {rule.Reason}",
        RuleStatus.Off => $"off: {rule.Reason}",
        _ => rule.Reason,
    };

    private static string DetailsOf(RuleResult rule) => string.Join('\n',
    [
        $"expected {rule.Operator} {rule.Expected}, measured {rule.Actual}",
        .. rule.Causes.Select(cause => $"cause: {cause}"),
        .. new[]
        {
            rule.Why is null ? null : $"why: {rule.Why}",
            rule.Owner is null ? null : $"owner: {rule.Owner}",
            rule.Line == 0 ? null : $"line {rule.Line} of the plan",
        }.OfType<string>(),
    ]);

    private static JunitCase Run(Verdict verdict) => new(
        "run", JunitKind.Error, verdict.Headline, $"{OutcomeText.Of(verdict.Outcome).Label}: {OutcomeText.Of(verdict.Outcome).Meaning}");

    private static bool ShowsItsEnd(Verdict verdict, JunitCase[] rules) => verdict.Outcome switch
    {
        RunOutcome.Passed or RunOutcome.Warned =>
            rules.Any(r => r.Kind != JunitKind.Skipped) || verdict.Rules.Any(r => r.Level == BudgetLevel.Warn || r.Status == RuleStatus.Inconclusive),
        RunOutcome.Failed or RunOutcome.NoData => rules.Any(r => r.Kind is JunitKind.Failure or JunitKind.Error),
        _ => false,
    };
}
