namespace PerfFunctions.Api.Settings;

/// <summary>How much of a quota is used.</summary>
/// <param name="Option">The option that sets the limit.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Unit">Unit of the amounts; empty where the name is one.</param>
/// <param name="Used">What is in use now, or in this month.</param>
/// <param name="Limit">The most.</param>
public sealed record QuotaUse(string Option, string Name, string Unit, double Used, double Limit)
{
    /// <summary>The share from which on a quota counts as nearly exhausted.</summary>
    public const double NearlyExhausted = 0.8;

    /// <summary>The used share of the limit; 1 and more means that it is exhausted.</summary>
    public double Share => Limit > 0 ? Used / Limit : 0;
}
