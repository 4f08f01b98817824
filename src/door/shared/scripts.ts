// What runs in the store, in Lua, where nothing comes in between: all times are those of its clock, in microseconds.

/** A number as the store keeps it: Lua would write it with an exponent. */
const text = `local function text(number) return string.format('%.0f', number) end
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
`;

/** Departures are a sorted set by their times; those of more than a window ago count no more. */
const trim = `redis.call('ZREMRANGEBYSCORE', log, '-inf', text(now - window))
`;

/** In milliseconds: longer than any departure is reserved ahead. */
const logLife = 600_000;

/** A timer that is later, in microseconds, takes from the time by which a second is counted longer. */
const late = 10_000;

/**
 * Reserves a departure, or looks after one that was reserved.
 *
 * The next one is free a window after the last but so many, or at once. One that is asked for late is moved to when it is;
 * one that is long past has gone, so a process that stood still asks anew. During a pause nothing is
 * reserved. Of a stack whose organisation is known, it answers what to ask of in its place.
 *
 * KEYS: log, limit, pause, processes, moved. ARGV: rate, window, process, reserved or 0, life of a process.
 * Returns: milliseconds to wait, reserved, learnt limit or 0, processes, places that stay free; pause and what was told of
 * it, in milliseconds from now.
 */
export const reserve = `${text}
local log, window, held = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[4])
local moved = redis.call('GET', KEYS[5])
if moved then return {moved} end
redis.call('ZADD', KEYS[4], text(now), ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', text(now - ARGV[5]))
redis.call('PEXPIRE', KEYS[4], text(ARGV[5] / 1000))
local processes = redis.call('ZCARD', KEYS[4])
local learnt = tonumber(redis.call('GET', KEYS[2]) or 0)
local pause = redis.call('PTTL', KEYS[3])
if pause > 0 then
  redis.call('ZREM', log, ARGV[4])
  return {0, 0, learnt, processes, 0, pause, math.floor(redis.call('GET', KEYS[3]) - now / 1000)}
end
local rate = tonumber(ARGV[1])
if learnt > 0 then rate = math.min(rate, learnt) end
${trim}
local at = now
if redis.call('ZSCORE', log, ARGV[4]) then
  if held > now - ${late} then at = held end
  redis.call('ZREM', log, ARGV[4])
else
  local last = redis.call('ZREVRANGE', log, rate - 1, rate - 1)[1]
  if last then at = math.max(now, last + window) end
end
while redis.call('ZADD', log, 'NX', text(at), text(at)) == 0 do at = at + 1 end
redis.call('PEXPIRE', log, ${logLife})
local free = math.max(0, rate - redis.call('ZCARD', log))
return {math.max(0, math.ceil((at - now) / 1000)), at, learnt, processes, free, 0, 0}`;

/**
 * Takes in what an answer says: the limit, how much of it is left, a pause.
 *
 * What others send in the name of the organisation takes places too: departures that nobody makes stand for it, as old as
 * the request that was answered.
 *
 * KEYS: log, limit, pause. ARGV: rate, window, limit or 0, its life, remaining or -1, departed at, pause or 0, what was told of it.
 */
export const learn = `${text}
local log, window, limit, remaining, at = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[5]), tonumber(ARGV[6])
if limit > 0 then redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4]) end
local pause = tonumber(ARGV[7])
if pause > 0 and pause > redis.call('PTTL', KEYS[3]) then
  redis.call('SET', KEYS[3], text(now / 1000 + ARGV[8]), 'PX', ARGV[7])
end
if remaining < 0 or at + window <= now then return 0 end
${trim}
local rate = tonumber(ARGV[1])
if limit > 0 then rate = math.min(rate, limit) end
local taken = rate - redis.call('ZCARD', log) - remaining
for _ = 1, taken do
  at = at + 1
  while redis.call('ZADD', log, 'NX', text(at), text(at)) == 0 do at = at + 1 end
end
if taken > 0 then redis.call('PEXPIRE', log, ${logLife}) end
return taken`;

/**
 * What has left for a stack has left for its organisation.
 *
 * KEYS: moved, then pairs of logs: of the stack, of the organisation. ARGV: the organisation, how long it is remembered.
 */
export const join = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
for index = 2, #KEYS, 2 do
  redis.call('ZUNIONSTORE', KEYS[index + 1], 2, KEYS[index + 1], KEYS[index], 'AGGREGATE', 'MAX')
  redis.call('PEXPIRE', KEYS[index + 1], ${logLife})
end
return 0`;
