namespace PerfFunctions.App.Notifications;

/// <summary>Where verdicts are sent to besides pull requests, section <c>Perf:Webhook</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Webhook";

    /// <summary>Address that every verdict is posted to; null for none.</summary>
    public string? Url { get; set; }

    /// <summary>What the body is signed with, HMAC-SHA256, in <c>X-Perf-Signature-256</c>; must be there with an address.</summary>
    public string? Secret { get; set; }
}
