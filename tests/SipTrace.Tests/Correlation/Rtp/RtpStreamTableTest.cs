using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

public class RtpStreamTableTest
{
    [Fact]
    public void TenNumbersInOrderProveAStreamAndNineDoNot()
    {
        var table = Unclaimed();
        var sender = new RtpSender(table);
        sender.Talk(9);
        Assert.Empty(table.Streams);
        var stream = sender.Talk(1, first: 9);
        Assert.Equal([stream], table.Streams);
        Assert.Equal((StreamProof.Sequence, 10), (stream.Proof, stream.Packets));
    }

    [Fact]
    public void RepeatsProveNothing()
    {
        var table = Unclaimed();
        var sender = new RtpSender(table);
        for (var i = 0; i < 100; i++) sender.Send(i, i % 9, (uint)(i % 9) * 160);
        Assert.Empty(table.Streams);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void NumbersOrTimestampsInDisorderProveNothing(int orderedNumbers, int orderedTimestamps)
    {
        var table = Unclaimed();
        var sender = new RtpSender(table);
        var random = new Random(12);
        for (var i = 0; i < 500; i++)
        {
            var number = orderedNumbers == 1 ? i : random.Next(65536);
            var timestamp = orderedTimestamps == 1 ? (uint)i * 160 : (uint)random.NextInt64(1L << 32);
            sender.Send(i * 20, number, timestamp);
        }
        Assert.Empty(table.Streams);
    }

    [Fact]
    public void ReservedPayloadTypesProveNothing()
    {
        var table = Unclaimed();
        new RtpSender(table, payloadType: 77).Talk(200);
        Assert.Empty(table.Streams);
    }

    [Fact]
    public void ATimestampThatStandsStillProvesNothingWithoutHeaderExtensions()
    {
        var table = Unclaimed();
        for (var i = 0; i < 50; i++) new RtpSender(table, 1, 96).Send(i, i, 0);
        Assert.Empty(table.Streams);
        for (var i = 0; i < 50; i++) new RtpSender(table, 2, 96).Send(i, i, 0, extension: 0xbede);
        Assert.Equal(2u, Assert.Single(table.Streams).Key.Ssrc);
    }

    [Theory]
    [InlineData(StreamProof.Sdp)]
    [InlineData(StreamProof.Ice)]
    [InlineData(StreamProof.Turn)]
    public void OnePacketIsEnoughWhereSignallingKnowsIt(StreamProof proof)
    {
        var table = new RtpStreamTable((in RtpStreamKey _, byte _) => new RtpClaim(proof, null));
        var stream = new RtpSender(table).Talk(1);
        Assert.Equal(proof, stream.Proof);
        Assert.Single(table.Streams);
    }

    [Fact]
    public void WhatSignallingSaysAtTheEndClaimsWhatCameBefore()
    {
        var proof = StreamProof.None;
        var table = new RtpStreamTable((in RtpStreamKey _, byte _) => new RtpClaim(proof, null));
        new RtpSender(table).Talk(3);
        _ = table.AskAgain().Count();
        Assert.Empty(table.Streams);
        proof = StreamProof.Sdp;
        _ = table.AskAgain().Count();
        Assert.Equal(3, Assert.Single(table.Streams).Packets);
    }

    [Fact]
    public void AFloodIsBoundedAndDrivesOutNoStreamThatGrows()
    {
        var table = Unclaimed();
        var sender = new RtpSender(table, ssrc: uint.MaxValue);
        var flood = new byte[12];
        flood[0] = 0x80;
        for (uint i = 0; i < 300_000; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(flood.AsSpan(8), i);
            RtpPacket.TryParse(flood, out var packet);
            var key = new RtpStreamKey(0, 0, Endpoint.FromIPv4(i, 1), Endpoint.FromIPv4(2, 2), i);
            table.Take(key, packet, new Timestamp(i * 1000L), new FrameId(0, 1), 12);
            if (i % 30_000 == 0) sender.Talk(1, first: (int)(i / 30_000));
        }
        Assert.Equal(300_000 + 1 - RtpStreamTable.MaxCandidates, table.CandidatesDropped, tolerance: 1.0);
        Assert.Equal(10, Assert.Single(table.Streams).Packets);
    }

    [Fact]
    public void IdleCandidatesAreDroppedAndStreamsAreNot()
    {
        var table = Unclaimed();
        new RtpSender(table, 1).Talk(5);
        new RtpSender(table, 2).Talk(20);
        table.Advance(new Timestamp(61 * Timestamp.NanosecondsPerSecond));
        Assert.Equal(1, new RtpSender(table, 1).Send(61_000, 5, 800).Packets);
        Assert.Equal(21, new RtpSender(table, 2).Send(61_000, 20, 3200).Packets);
    }

    [Fact]
    public void ARemovedStreamBeginsAnew()
    {
        var table = Unclaimed();
        var sender = new RtpSender(table);
        table.Remove(sender.Talk(20));
        Assert.Empty(table.Streams);
        Assert.Equal(1, sender.Talk(1, first: 20).Packets);
    }

    [Fact]
    public void PathsAndSourcesAreToldApart()
    {
        Endpoint a = Endpoint.FromIPv4(1, 1), b = Endpoint.FromIPv4(2, 2);
        RtpStreamKey[] keys = [new(0, 0, a, b, 1), new(1, 0, a, b, 1), new(0, 1, a, b, 1), new(0, 0, b, a, 1), new(0, 0, a, b, 2),
            new(0, 0, a.WithPort(3), b, 1), new(0, 0, a, b.WithPort(3), 1)];
        Assert.Equal(keys.Length, keys.ToHashSet().Count);
        Assert.Equal(keys.Length, keys.Select(key => key.GetHashCode()).Distinct().Count());
    }

    [Fact]
    public void PacketsOfAKnownStreamAllocateNothing()
    {
        var sender = new RtpSender(Unclaimed());
        sender.Talk(200);
        var number = 200;
        Support.Allocations.None(() =>
        {
            sender.Send(number * 20, number, (uint)number * 160);
            // Repeats, losses and late packets take the slow ways.
            if (number % 7 == 0) sender.Send(number * 20 + 1, number, (uint)number * 160);
            if (number % 11 == 0) number += 3;
            if (number % 13 == 0) sender.Send(number * 20 + 2, number - 2, (uint)(number - 2) * 160);
            number++;
        }, 100_000);
    }

    private static RtpStreamTable Unclaimed() => new((in RtpStreamKey _, byte _) => default);
}
