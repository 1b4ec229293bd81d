-- Why receiving stopped, in the mail server's own words: they may repeat whose login was refused, so they lie sealed.
alter table mail_index drop column paused_detail;
alter table mail_index add column paused_words bytea;
