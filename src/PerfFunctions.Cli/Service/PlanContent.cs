using System.Text;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Cli.Service;

/// <summary>Makes of a plan the body of a request: its text, or a form where there are files beside it.</summary>
internal static class PlanContent
{
    public static HttpContent Of(PlanSource plan)
    {
        var text = new StringContent(plan.Text, Encoding.UTF8, "application/yaml");
        if (plan.Files.All.Count == 0)
        {
            return text;
        }

        var form = new MultipartFormDataContent { { text, "plan" } };
        foreach (PlanFile file in plan.Files.All.Where(f => f.Content is not null))
        {
            // The name is written by hand: a path is not what the library takes for the name of a file.
            var part = new ByteArrayContent(file.Content!);
            part.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = $"\"{file.Path}\"" };
            form.Add(part);
        }

        return form;
    }
}
