package io.orderwatch.compliance.offenders.edge;

import io.smallrye.reactive.messaging.MutinyEmitter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Planted: the ways to Kafka that lead past the mailbox. */
public record TalkingToKafka(
    KafkaProducer<String, byte[]> kafkaProducer,
    Producer<String, byte[]> producer,
    KafkaConsumer<String, byte[]> kafkaConsumer,
    Consumer<String, byte[]> consumer,
    Emitter<byte[]> emitter,
    MutinyEmitter<byte[]> mutiny) {}
