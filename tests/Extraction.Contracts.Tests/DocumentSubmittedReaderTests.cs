using System.Text;
using System.Text.Json;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Contracts.Tests;

public sealed class DocumentSubmittedReaderTests
{
    [Fact]
    public void TheExampleIsRead()
    {
        DocumentSubmitted message = Read(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot, "src/Contracts/Examples/document-submitted.v1.json")));
        Assert.Equal("trade-fair-2026-0042", message.DocumentId);
        Assert.Equal(DocumentKind.WebPage, message.Kind);
        Assert.Equal("台州澜桥阀门有限公司", message.CompanyHint!.Name);
    }

    [Fact]
    public void TheAgreedExampleIsRead() => Assert.Equal("batch-77", Read(File.ReadAllText(SharedFolder.Path("examples/document-submitted.json"))).CorrelationId);

    [Fact]
    public void UnknownFieldsAreIgnored() =>
        Assert.Equal("a", Read("""{"version":1,"documentId":"a","kind":"news","source":{"content":"x","md5":"?"},"weather":"fine"}""").DocumentId);

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        DocumentSubmitted message = new(1, "a-1", DocumentKind.Prospectus, new DocumentSource(Content: "正文"), CorrelationId: "批次");
        Assert.Equal(message, Read(JsonSerializer.Serialize(message, ContractJson.Options)));
    }

    [Theory]
    [InlineData("", "the body is not JSON")]
    [InlineData("{", "the body is not JSON")]
    [InlineData("[]", "a JSON array, not an object")]
    [InlineData("""{"documentId":"a"}""", "'version' is missing")]
    [InlineData("""{"version":2,"documentId":"a","kind":"news","source":{"content":"x"}}""", "'version' is not 1")]
    [InlineData("""{"version":"1","documentId":"a","kind":"news","source":{"content":"x"}}""", "'version' is not 1")]
    [InlineData("""{"version":1,"documentId":"a","kind":"poem","source":{"content":"x"}}""", "'kind' has a wrong type or value")]
    [InlineData("""{"version":1,"documentId":"a","kind":0,"source":{"content":"x"}}""", "'kind' has a wrong type or value")]
    [InlineData("""{"version":1,"kind":"news","source":{"content":"x"}}""", "a required field")]
    [InlineData("""{"version":1,"documentId":null,"kind":"news","source":{"content":"x"}}""", "'documentId' has a wrong type or value")]
    [InlineData("""{"version":1,"documentId":" ","kind":"news","source":{"content":"x"}}""", "'documentId' must have 1 to 200 characters")]
    [InlineData("""{"version":1,"documentId":"a","kind":"news","source":{}}""", "exactly one of 'uri', 'content' and 'contentBase64', and holds 0")]
    [InlineData("""{"version":1,"documentId":"a","kind":"news","source":{"uri":"x","content":"x"}}""", "and holds 2")]
    [InlineData("""{"version":1,"documentId":"a","kind":"news","source":{"content":"x"},"submittedAt":"yesterday"}""", "'submittedAt' has a wrong type or value")]
    [InlineData("""{"version":1,"documentId":"a","documentId":"b","kind":"news","source":{"content":"x"}}""", "the body is not JSON")]
    public void AWrongMessageIsRefusedWithOneSentence(string body, string expected)
    {
        Outcome<DocumentSubmitted> outcome = DocumentSubmittedReader.Read(Encoding.UTF8.GetBytes(body));
        Rejection why = Assert.IsType<Outcome<DocumentSubmitted>.Reject>(outcome).Why;
        Assert.Equal(FailureCode.MessageInvalid, why.Code);
        Assert.Contains(expected, why.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", why.Sentence, StringComparison.Ordinal);
    }

    private static DocumentSubmitted Read(string body) =>
        Assert.IsType<Outcome<DocumentSubmitted>.Done>(DocumentSubmittedReader.Read(Encoding.UTF8.GetBytes(body))).Value;
}
