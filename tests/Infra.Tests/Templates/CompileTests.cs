using System.Text.Json.Nodes;

namespace PerfFunctions.Infra.Tests.Templates;

public sealed class CompileTests(Template template)
{
    [Fact]
    public void The_template_and_its_parameter_files_compile_without_a_word_of_compiler_or_linter() => Assert.Equal("", template.Words);

    [Fact]
    public void Every_parameter_says_what_it_is() =>
        Assert.All(template.Arm["parameters"]!.AsObject(), parameter => Assert.True(
            parameter.Value!["metadata"]?["description"] is not null, $"the parameter '{parameter.Key}' has no description"));

    [Fact]
    public void The_template_can_be_deployed_without_a_parameter() =>
        Assert.All(template.Arm["parameters"]!.AsObject(), parameter => Assert.True(
            parameter.Value!["defaultValue"] is not null, $"the parameter '{parameter.Key}' has no default"));

    [Fact]
    public void Both_shapes_are_there_and_their_parameters_are_bounded()
    {
        JsonObject parameters = template.Arm["parameters"]!.AsObject();
        Assert.Equal(["flex", "container"], parameters.Texts("shape/allowedValues"));
        Assert.Equal(["public", "integrated", "private"], parameters.Texts("network/allowedValues"));
        Assert.Equal(1000, parameters.Number("maximumInstanceCount/maxValue"));
        Assert.Equal("Microsoft.Web/sites", Deployment.TypeOf(template.Dev.App));
        Assert.Equal("Microsoft.App/containerApps", Deployment.TypeOf(template.Prod.App));
    }
}
