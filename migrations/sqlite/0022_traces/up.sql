-- The span of the post that brought the event, as a traceparent, for the spans of its attempts; null where it is not
-- traced, which costs nothing. Written by one place, and without a constraint: that would read the whole table first.
alter table events add column trace text;
