using PerfFunctions.Engine.Audits;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Loads no page; each test says what comes of it.</summary>
internal sealed class TestAuditor : IPageAuditor
{
    public Func<AuditTarget, CancellationToken, Task<PageMeasurement>> Audit { get; set; } =
        (target, _) => Task.FromResult(Samples.Measured(target));

    public async Task<AuditedPage> AuditAsync(AuditTarget target, CancellationToken cancellationToken) =>
        new(await Audit(target, cancellationToken), target.KeepEvidence ? new PageEvidence { Screenshot = [1, 2, 3] } : null);
}
