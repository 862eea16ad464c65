using System.Globalization;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Cli.Init;

/// <summary>A number of the plan, as the plan writes it, and where it comes from.</summary>
/// <param name="Text">The number with its unit; empty where it is left out.</param>
/// <param name="Origin">Where it comes from: given, measured or assumed.</param>
internal sealed record Answer(string Text, string Origin);

/// <summary>What the author of a plan requires of the system.</summary>
/// <param name="Users">Users at once.</param>
/// <param name="Rate">Requests per second at the busiest time.</param>
/// <param name="Growth">Growth of demand in a month.</param>
/// <param name="MonthlyCost">Most that the infrastructure may cost in a month; empty for no limit.</param>
/// <param name="P95">Limit of the 95th percentile of the response time.</param>
internal sealed record InitAnswers(Answer Users, Answer Rate, Answer Growth, Answer MonthlyCost, Answer P95)
{
    private const string Given = "given";
    private const string Assumed = "assumed";
    private const double DefaultRate = 10;

    /// <summary>The answers: what is given, else what a person says, else what was measured or is usual.</summary>
    /// <param name="given">Values of the options: users, rate, growth, monthly cost, p95; null where one is not given.</param>
    /// <param name="draft">What was measured.</param>
    /// <param name="ask">Asks a person a question with a default; null where there is none to ask.</param>
    /// <exception cref="CliException">Values that are given are wrong; all of them are named.</exception>
    public static InitAnswers Of(InitOptions given, PlanDraft draft, Func<string, string, string>? ask)
    {
        Question users = new("--users", "Users at once at the busiest time", "50", IsUsers, $"a whole number from 1 to {PlanLimits.RateOrUsers}");
        string usual = Rates.Format(Math.Max(0.1, Math.Round(draft.Rate ?? DefaultRate, 1)));
        Question rate = new("--rate", "Requests per second at that time", usual, IsRate, Rates.Allowed)
        {
            Origin = draft.Rate is null ? Assumed : "measured: the busiest minute of the log",
        };
        Question growth = new("--growth", "Growth of demand in a month", "5%", IsGrowth, "a percentage above -100% and up to 1000%, such as 5%");
        Question cost = new(
            "--monthly-cost", "Most that the infrastructure may cost in a month (0 for no limit)", "0", IsCost, "a number, such as 500");
        Question p95 = new("--p95", "Limit of the 95th percentile of the response time", "500ms", IsDuration, Durations.Allowed);
        string[] mistakes =
        [
            .. new[]
            {
                users.Mistake(given.Users), rate.Mistake(given.Rate), growth.Mistake(given.Growth), cost.Mistake(given.MonthlyCost),
                p95.Mistake(given.P95),
            }.OfType<string>(),
        ];
        return mistakes.Length > 0
            ? throw new CliException(string.Join('\n', mistakes))
            : new InitAnswers(
                users.Answer(given.Users, ask), rate.Answer(given.Rate, ask), growth.Answer(given.Growth, ask), cost.Answer(given.MonthlyCost, ask),
                p95.Answer(given.P95, ask));
    }

    private static bool IsUsers(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int users) && users is >= 1 and <= PlanLimits.RateOrUsers;

    private static bool IsRate(string text) => Rates.TryParse(text, out double rate) && rate is >= 0.01 and <= PlanLimits.RateOrUsers / 2;

    private static bool IsGrowth(string text)
    {
        string number = text.TrimStart('-');
        return text.Length - number.Length <= 1 && !number.StartsWith(' ') && Percents.TryParse(number, out double share)
            && (text == number ? share <= 10 : share < 1);
    }

    private static bool IsCost(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cost) && cost is >= 0 and <= 1_000_000_000;

    private static bool IsDuration(string text) =>
        Durations.TryParse(text, out TimeSpan time) && time > TimeSpan.Zero && time <= PlanLimits.StepLength;

    // A number that a plan needs, however it is come by.
    private sealed record Question(string Option, string Text, string Default, Func<string, bool> IsValid, string Allowed)
    {
        public string Origin { get; init; } = Assumed;

        public string? Mistake(string? given) =>
            given is null || IsValid(given.Trim()) ? null : $"{Option} is '{given}'; allowed: {Allowed}";

        public Answer Answer(string? given, Func<string, string, string>? ask)
        {
            if (given is not null || ask is null)
            {
                return given is null ? new Answer(Default, Origin) : new Answer(given.Trim(), Given);
            }

            string said = ask(Text, Default).Trim();
            while (!IsValid(said))
            {
                said = ask($"'{said}' is not valid; allowed: {Allowed}. {Text}", Default).Trim();
            }

            return new Answer(said, said == Default ? Origin : Given);
        }
    }
}

/// <summary>Values of the options as written; null where one is not given.</summary>
internal sealed record InitOptions(string? Users, string? Rate, string? Growth, string? MonthlyCost, string? P95);
