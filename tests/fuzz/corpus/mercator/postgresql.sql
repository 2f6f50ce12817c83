-- PostgreSQL database dump
SET standard_conforming_strings = on;
CREATE FUNCTION f() AS $b$ ; $b$;
COPY public.applications (id, name, description) FROM stdin;
1	A\tb	<p>x</p>
2	B	\N
\.
INSERT INTO public.application_flows (id, application_source_id, application_dest_id) VALUES (1, 1, 2), (E'2\n', NULL, now());
