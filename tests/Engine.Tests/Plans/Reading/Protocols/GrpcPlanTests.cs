using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.TestKit.Builders;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Protocols;

/// <summary>How gRPC calls stand in a plan.</summary>
public class GrpcPlanTests
{
    private static readonly string Written = $"descriptors: {{ base64: {CatalogService.Descriptors} }}";

    [Fact]
    public void A_call_has_a_message_metadata_and_what_describes_them()
    {
        GrpcStep step = StepOf(
            $"- {{ grpc: shop.v1.Catalog/GetItem, message: {{ id: '${{n}}' }}, metadata: {{ x-tenant: a }}, code: NOT_FOUND, {Written} }}");
        Assert.Equal(
            ("/shop.v1.Catalog/GetItem", "shop.v1.Catalog/GetItem", "shop.v1.Catalog", "GetItem"),
            (step.Path, step.Name, step.Service, step.ServiceMethod));
        Assert.Equal(("""{"id":"${n}"}""", "NOT_FOUND", null), (((TextBody)step.Body!).Text, step.Code, step.Stream));
        Assert.IsType<WrittenDescriptors>(step.Descriptors);

        GrpcStep stream = StepOf("- { grpc: 'https://shop.example:50051/shop.v1.Catalog/Watch', as: items, count: 3 }");
        Assert.Equal(
            ("items", 3, "https://shop.example:50051/shop.v1.Catalog/Watch"),
            (stream.Stream, stream.Receive!.Count, stream.Path));
        Assert.IsType<ReflectedDescriptors>(stream.Descriptors);
    }

    [Theory]
    [InlineData("grpc: GetItem", "grpc", "this is not a service and a method")]
    [InlineData("grpc: shop.v1.Catalog/GetItem, message: 5", "message", "this must be a map")]
    [InlineData("grpc: shop.v1.Catalog/GetItem, code: NOTFOUND", "code", "'NOTFOUND' is not one of the choices")]
    [InlineData("grpc: shop.v1.Catalog/GetItem, count: 3", "count", "'count' is about a stream, and the step names none")]
    [InlineData("grpc: shop.v1.Catalog/Watch, as: my changes, count: 3", "as", "this is not the name of a socket")]
    [InlineData("grpc: shop.v1.Catalog/GetItem, descriptors: { base64: '?' }", "descriptors.base64", "this is not Base64")]
    [InlineData(
        "grpc: shop.v1.Catalog/GetItem, descriptors: { base64: 'AQID' }", "descriptors.base64", "this is not a descriptor set")]
    [InlineData(
        "grpc: shop.v1.Catalogue/GetItem, SET", "grpc",
        "the descriptors have no service 'shop.v1.Catalogue'; did you mean 'shop.v1.Catalog'?")]
    [InlineData(
        "grpc: shop.v1.Catalog/GetItems, SET", "grpc", "'shop.v1.Catalog' has no method 'GetItems'; did you mean 'GetItem'?")]
    [InlineData("grpc: shop.v1.Catalog/Watch, SET", "grpc", "the method streams its answers, and the step names no stream")]
    [InlineData("grpc: shop.v1.Catalog/GetItem, as: items, SET", "as", "the method answers once")]
    [InlineData("grpc: shop.v1.Catalog/Upload, SET", "grpc", "a method that takes a stream of requests is not supported")]
    [InlineData(
        "grpc: shop.v1.Catalog/GetItem, message: { place: { nam: a } }, SET", "message",
        "'shop.v1.Place' has no field 'nam'; did you mean 'name'?")]
    public void A_mistake_is_one_problem_with_its_place(string keys, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(
            PlanText.WithFlow($"- {{ {keys.Replace("SET", Written, StringComparison.Ordinal)} }}", "{ n: 1 }"));
        Assert.Equal($"load.s.flow[0].{path}", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    private static GrpcStep StepOf(string flow) =>
        Assert.IsType<GrpcStep>(PlanText.Valid(PlanText.WithFlow(flow, "{ n: 1 }")).Load[0].Flow[0]);
}
