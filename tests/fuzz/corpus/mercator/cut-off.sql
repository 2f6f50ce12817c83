INSERT INTO `m_applications` (`id`, `name`) VALUES (1,'Paie'),
(2,'Portail