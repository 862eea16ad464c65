using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf verify HOST</c></summary>
internal static class VerifyCommand
{
    public static Command Create(TimeProvider time)
    {
        var host = new Argument<string>("HOST") { Description = "Host to verify, with its port unless it is the default; http://HOST for a site without TLS." };
        var command = new Command("verify", "Check whether a host is verified as a target, and show how to verify it.") { host };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            TargetView view = await session.Client.TargetAsync(parsed.GetValue(host)!, cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                foreach (string line in Lines(view))
                {
                    terminal.Console.WriteLine(line);
                }
            }

            return view.Verified ? ExitCodes.Pass : ExitCodes.Fail;
        });
        return command;
    }

    /// <summary>What a person reads.</summary>
    internal static IEnumerable<string> Lines(TargetView view)
    {
        yield return view.By switch
        {
            ProofKind.Settings => $"{view.Host} is verified: the service's settings allow it.",
            ProofKind.File => $"{view.Host} is verified: its file contains the token.",
            ProofKind.Record => $"{view.Host} is verified: its DNS record contains the token.",
            _ => $"{view.Host} is not verified, so runs against it are refused.",
        };
        if (view.Verified)
        {
            yield break;
        }

        if (view.Token is null)
        {
            yield return $"  {view.FileProblem}; set one, or list the host in Perf:Targets:Allowed.";
            yield break;
        }

        yield return $"  Put   {view.Token}";
        yield return $"  into  {view.File} (now: {view.FileProblem})";
        if (view.Record is not null)
        {
            yield return $"  or into a TXT record of {view.Record} (now: {view.RecordProblem})";
        }
    }
}
