-- Five confirmed plans with their documents, 400 measures each; every measure stands in its document at the place that it names.
-- Plans 1 and 2 are the province's, 3–5 those of the first three cities. Year 2 of the three is this year.

INSERT INTO plan (id, title, kind, doc_number, owner_unit_id, state, start_year, end_year, confirmer_id, confirmed_at, created_at) OVERRIDING SYSTEM VALUE
SELECT p, u.short_name || (ARRAY['“健康江河”三年行动方案', '医疗卫生服务能力提升实施方案', '基层卫生三年行动方案', '公共卫生体系建设方案', '妇幼健康三年行动方案'])[p],
       'action_3y', format('卫健发〔%s〕%s号', y, p * 3), u.id, 'confirmed', y, y + 2, (u.id - 1) * 4 + 1,
       pg_temp.hour(make_date(y, 1, 4), p, 1), pg_temp.hour(make_date(y, 1, 3), p, 2)
  FROM generate_series(1, 5) AS p JOIN unit u ON u.id = CASE WHEN p <= 2 THEN 1 ELSE p END,
       LATERAL (SELECT extract(year FROM current_setting('bench.today')::date)::int - 1 AS y) years;

INSERT INTO plan_phase (plan_id, year, kind, name, due_date)
SELECT id, start_year + k, (ARRAY['assault', 'build', 'finish'])[k + 1], (ARRAY['重点攻坚', '加快建设', '扫尾收官'])[k + 1], make_date(start_year + k, 12, 31)
  FROM plan, generate_series(0, 2) AS k;

CREATE TEMP TABLE sentence AS
SELECT p AS plan_id, m AS position, (m - 1) / 20 + 1 AS chapter, (m - 1) % 20 + 1 AS item, topic,
       format('%s%s。', pg_temp.word('{加快推进,统筹实施,持续加强,全面落实,深入开展,稳步扩大}', p * 400 + m, 1), topic)
         || pg_temp.word('{到期末实现辖区全覆盖,各级财政按规定予以保障,建立季度通报和年度评估机制,明确牵头科室和时间节点,群众满意度稳步提高}', p * 400 + m, 2) || E'。\n' AS text
  FROM generate_series(1, 5) AS p, generate_series(1, 400) AS m,
       LATERAL (SELECT pg_temp.word('{紧密型县域医共体,家庭医生签约服务,基层中医馆,老年健康服务,三孩生育配套,心理健康服务站,传染病监测预警,病媒生物防制,职业病防治院,全民健康信息平台,互联网诊疗监管,血液安全保障,儿童青少年近视防控,慢性病综合防控,胸痛卒中救治,急诊急救网络,村卫生室标准化,乡村医生培训,托育服务机构,托位补贴发放,食品安全监测,饮用水卫生检测,公立医院薪酬改革,药品集中采购落地,短缺药品保供,医疗废物集中处置,无烟单位创建,国家卫生城镇复审,适龄女生疫苗接种,出生缺陷三级预防,孕产妇死亡控制,新生儿疾病筛查,精神障碍社区康复,医养结合示范,安宁疗护试点,住院医师规范化培训,全科医生特岗,县级医院重点专科,检验结果互认,电子病历分级评价,医院感染管理,院前急救调度,爱国卫生运动,居民健康素养,结核病防治,艾滋病综合防治,地方病防治,高血压规范管理,糖尿病规范管理,癌症早诊早治}', p * 400 + m, 3)
           || pg_temp.word('{能力提升工程,规范化建设,全覆盖行动,示范点创建,设备更新改造,人才队伍培养,质量控制中心,绩效考核评价,信息互联互通,分级分类管理,专项整治行动,服务流程再造,资金使用监管,试点扩面工作,基础设施改造,督导评估机制,便民惠民措施,应急处置演练,数据质量核查,长效机制建立}', p * 400 + m, 4) AS topic) t;

CREATE TEMP TABLE placed AS
SELECT *, sum(char_length(text)) OVER (PARTITION BY plan_id ORDER BY position) - char_length(text) AS start_at FROM sentence;

INSERT INTO document (id, plan_id, title, file_name, format, media_type, sha256, size, encoding, text, chars, owner_unit_id, uploader_id, uploaded_at) OVERRIDING SYSTEM VALUE
SELECT p.id, p.id, p.title, p.title || '.txt', 'txt', 'text/plain', encode(sha256(convert_to(whole, 'UTF8')), 'hex'), octet_length(whole), 'utf-8',
       whole, char_length(whole), p.owner_unit_id, p.confirmer_id, p.created_at
  FROM plan p JOIN (SELECT plan_id, string_agg(text, '' ORDER BY position) AS whole FROM placed GROUP BY plan_id) t ON t.plan_id = p.id;

INSERT INTO intake_record (id, document_id, seq, start_at, end_at, kind, section, phases, confidence, as_read, decision, decider_id, decided_at, version) OVERRIDING SYSTEM VALUE
SELECT (s.plan_id - 1) * 400 + s.position, s.plan_id, s.position, start_at, start_at + char_length(text) - 1, 'measure', jsonb_build_array(format('第%s章', chapter)),
       '[]', 0.9, jsonb_build_object('kind', 'measure', 'lead', '[]'::jsonb, 'support', '[]'::jsonb, 'deadline', NULL, 'phases', '[]'::jsonb, 'indicators', '[]'::jsonb),
       'accepted', p.confirmer_id, p.confirmed_at, 2
  FROM placed s JOIN plan p ON p.id = s.plan_id;

INSERT INTO measure (id, plan_id, record_id, document_id, no, position, section, text, phases, lead_names, support_names, start_at, end_at) OVERRIDING SYSTEM VALUE
SELECT (s.plan_id - 1) * 400 + s.position, s.plan_id, (s.plan_id - 1) * 400 + s.position, s.plan_id, format('%s.%s', chapter, item), s.position,
       jsonb_build_array(format('第%s章', chapter)), rtrim(text, E'\n'), '[]', '[]', '[]', start_at, start_at + char_length(text) - 1
  FROM placed s;
