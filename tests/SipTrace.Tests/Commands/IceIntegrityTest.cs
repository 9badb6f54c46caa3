using System.Buffers.Binary;
using System.Text.Json.Nodes;
using SipTrace.Wire.Stun;

namespace SipTrace.Tests.Commands;

public class IceIntegrityTest
{
    [Theory]
    [InlineData("02b-ice-routed-linphone@alice", 0, true)]
    [InlineData("02b-ice-routed-linphone@alice", 3, false)]
    [InlineData("03d-fullcone-same-private-subnet@pub", 5, true)]
    [InlineData("05a-symmetric-one-side-turn@bob", 9, true)]
    [InlineData("10j-websocket-webrtc-audio@pub", 0, false)]
    public void A_bit_flipped_in_the_HMAC_of_a_check_is_called_bad_and_changes_nothing_else(string capture, int which, bool isRequest)
    {
        var bytes = IceLab.Bytes(capture);
        var folder = Directory.CreateTempSubdirectory("siptrace-ice");
        try
        {
            var path = Path.Combine(folder.FullName, "flipped.pcap");
            File.WriteAllBytes(path, bytes);
            var before = IceLab.IceOf(path);
            bytes[Hmacs(bytes, isRequest).ElementAt(which)] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            var after = IceLab.IceOf(path);

            var (good, bad) = (Pairs(before), Pairs(after));
            Assert.DoesNotContain(good, pair => (string?)pair["integrity"] == "bad");
            var flipped = Assert.Single(bad, pair => (string?)pair["integrity"] == "bad");
            Assert.EndsWith("fits no password of the call", (string?)flipped["integrity_note"]);
            (flipped["integrity"], flipped["integrity_note"]) = ("ok", null);
            Assert.Equal(before.ToJsonString(), after.ToJsonString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<JsonNode> Pairs(JsonNode ice) => [.. ice["sessions"]!.AsArray().SelectMany(session => session!["pairs"]!.AsArray()).Select(pair => pair!)];

    // Where the HMACs of the Binding requests, or successes, with ufrags stand in a capture of Ethernet and IPv4.
    private static IEnumerable<int> Hmacs(byte[] capture, bool isRequest)
    {
        for (int at = 24, length; at + 16 <= capture.Length; at += 16 + length)
        {
            length = BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 8));
            const int headers = 16 + 14 + 20 + 8;
            if (length > headers && HmacIn(capture.AsSpan(at + headers, length - headers + 16), isRequest) is var hmac and > 0) yield return at + headers + hmac;
        }
    }

    private static int HmacIn(ReadOnlySpan<byte> payload, bool isRequest)
    {
        if (!StunMessage.TryParse(payload, out var message) || message.Method != StunMethod.Binding) return 0;
        if (message.Class != (isRequest ? StunClass.Request : StunClass.Success) || (isRequest && message.Username.IsEmpty)) return 0;
        return message.TryFind(StunAttributeType.MessageIntegrity, out var attribute) ? attribute.Offset + 4 : 0;
    }
}
