-- 500 units in a three-level tree, 2,000 accounts in as many posts. Everything is a function of numbers, so that every fill is the same.
-- Unit 1 is the province, 2 its supervision office; 3–21 are cities, 22–40 their offices; 41–500 what lies below the cities.

CREATE FUNCTION pg_temp.pick(seed bigint, salt int, n int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8(seed * 1009 + salt) & 2147483647) % n $$;
CREATE FUNCTION pg_temp.word(words text[], seed bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT words[1 + pg_temp.pick(seed, salt, cardinality(words))] $$;
-- Noon and a bit of a Chinese day.
CREATE FUNCTION pg_temp.hour(day date, seed bigint, salt int) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
$$ SELECT (day + time '01:00' + make_interval(secs => pg_temp.pick(seed, salt, 28000))) AT TIME ZONE 'UTC' $$;

INSERT INTO unit (id, name, short_name, kind, parent_id, path, sort, created_at) OVERRIDING SYSTEM VALUE
SELECT 1, '江河省卫生健康委员会', '省卫生健康委', 'commission', NULL::int, '/1/', 1, pg_temp.hour('2020-01-06', 1, 1)
UNION ALL SELECT 2, '江河省卫生健康委员会督查室', NULL, 'supervision_office', 1, '/1/2/', 1, pg_temp.hour('2020-01-06', 1, 2)
UNION ALL
SELECT 3 + c, name || '市卫生健康委员会', name || '市卫健委', 'commission', 1, format('/1/%s/', 3 + c), 2 + c, pg_temp.hour('2020-01-06', 3 + c, 1)
  FROM unnest('{东川,西林,南屏,北陵,临江,清源,安平,永宁,新河,长泉,石桥,青山,白沙,金湖,云台,和阳,高堂,阳谷,宁津}'::text[]) WITH ORDINALITY AS city(name, nr),
       LATERAL (SELECT nr::int - 1 AS c) x;

INSERT INTO unit (id, name, kind, parent_id, path, sort, created_at) OVERRIDING SYSTEM VALUE
SELECT city.id + 19, replace(city.name, '委员会', '委员会督查室'), 'supervision_office', city.id, format('/1/%s/%s/', city.id, city.id + 19), 1, city.created_at
  FROM unit city WHERE city.id BETWEEN 3 AND 21
UNION ALL
SELECT 41 + l, replace(city.name, '市卫生健康委员会', '') || pg_temp.word('{城关,河东,河西,城南,城北,高新,经开,开发}', l / 19, 1) || (1 + l / 19)
         || CASE l / 19 % 5 WHEN 0 THEN '县卫生健康局' WHEN 1 THEN '人民医院' WHEN 2 THEN '疾病预防控制中心' WHEN 3 THEN '妇幼保健院' ELSE '中心卫生院' END,
       CASE l / 19 % 5 WHEN 0 THEN 'county_bureau' WHEN 1 THEN 'hospital' WHEN 2 THEN 'cdc' WHEN 3 THEN 'maternal' ELSE 'township_centre' END,
       city.id, format('/1/%s/%s/', city.id, 41 + l), 2 + l / 19, city.created_at
  FROM generate_series(0, 459) AS l JOIN unit city ON city.id = 3 + l % 19;

-- Four posts a unit, one person each: account, post and holding of place k in unit u have the number 4(u-1)+k.
INSERT INTO account (id, login, name, password_hash, must_change_password, created_at) OVERRIDING SYSTEM VALUE
SELECT n, format('u%s', n), pg_temp.word('{王,李,张,刘,陈,杨,赵,黄,周,吴,徐,孙,胡,朱,高,林}', n, 1)
         || pg_temp.word('{建国,志强,秀英,丽,敏,静,伟,芳,军,洋,勇,艳,杰,娟,涛,明,超,霞,平,刚}', n, 2),
       current_setting('bench.password_hash'), false, pg_temp.hour('2020-01-07', n, 1)
  FROM generate_series(1, 2000) AS n;

INSERT INTO post (id, unit_id, name, role, created_at) OVERRIDING SYSTEM VALUE
SELECT (u.id - 1) * 4 + k, u.id, CASE k WHEN 1 THEN '主要负责人' WHEN 2 THEN '经办' WHEN 3 THEN '督查员' ELSE '分管领导' END,
       CASE WHEN u.id = 2 AND k = 4 THEN 'sys_admin' WHEN k = 1 THEN 'dept_head' WHEN k = 4 THEN 'leader'
            WHEN k = 3 AND u.kind IN ('commission', 'supervision_office') THEN 'supervisor' ELSE 'unit_staff' END, u.created_at
  FROM unit u, generate_series(1, 4) AS k;

INSERT INTO post_holding (id, post_id, account_id, capacity, since) OVERRIDING SYSTEM VALUE
SELECT id, id, id, 'holder', created_at FROM post;
