-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

DROP TABLE IF EXISTS `audit_logs`;
CREATE TABLE `audit_logs` (`id` int(10) unsigned NOT NULL, `properties` text DEFAULT NULL, PRIMARY KEY (`id`));
LOCK TABLES `audit_logs` WRITE;
INSERT INTO `audit_logs` VALUES (1,'{"name":"it\'s; (not) a row"}'),(2,NULL);
UNLOCK TABLES;

CREATE TABLE `m_applications` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(255) NOT NULL,
  `description` longtext DEFAULT NULL,
  `security_need_c` int(11) DEFAULT NULL,
  `security_need_i` int(11) DEFAULT NULL,
  `security_need_a` int(11) DEFAULT NULL,
  `security_need_t` int(11) DEFAULT NULL,
  `responsible` varchar(255) DEFAULT NULL COMMENT 'a name, or (several)',
  `users` varchar(255) DEFAULT NULL,
  `entity_resp_id` int(10) unsigned DEFAULT NULL,
  `application_block_id` int(10) unsigned DEFAULT NULL,
  `external` varchar(255) DEFAULT NULL,
  `rto` int(11) DEFAULT NULL,
  `rpo` int(11) DEFAULT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `deleted_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `m_applications_name_unique` (`name`,`deleted_at`),
  KEY `entity_resp_fk` (`entity_resp_id`),
  CONSTRAINT `entity_resp_fk` FOREIGN KEY (`entity_resp_id`) REFERENCES `entities` (`id`) ON DELETE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `m_applications` VALUES
(1,'Permis','<p>Délivre les permis d\'<strong>agir</strong>.</p><ul><li>dépôt</li><li>suivi &amp; avis</li></ul>',3,2,4,0,'J. Martin','1200',2,1,'Interne',240,60,'2026-01-05 08:00:00',NULL),
(2,'Portail','<p>Portail des usagers</p>',1,1,3,-1,NULL,'> 100',NULL,1,NULL,0,0,'2026-01-05 08:00:00',NULL),
(3,'Vieille appli',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2020-01-05 08:00:00','2024-02-01 10:00:00');

INSERT INTO `application_blocks` (`id`, `name`, `deleted_at`) VALUES (1,'Droits à conduire',NULL);
INSERT INTO `entities` (`id`, `name`, `is_external`) VALUES (2,'Bureau des titres',0);
INSERT INTO `application_services` (`id`, `name`, `exposition`) VALUES (1,'Dépôt en ligne','internet'),(2,'Vérification','local');
INSERT INTO `application_modules` (`id`, `name`) VALUES (1,'Contrôle d''identité');
INSERT INTO `databases` (`id`, `name`, `type`) VALUES (1,'permis_prod','PostgreSQL 12');
INSERT INTO `information` (`id`, `name`, `sensitivity`) VALUES (1,'Conducteurs','Donnée personnelle');
INSERT INTO `logical_servers` (`id`, `name`, `operating_system`, `address_ip`, `cpu`, `memory`, `disk`) VALUES (1,'srv-permis','Debian 12','10.1.2.3, 10.1.2.4','4','16',200),(2,'srv-bdd','RHEL 8','10.1.2.5','huit','32 Go',NULL);

INSERT INTO `application_service_m_application` (`m_application_id`, `application_service_id`) VALUES (2,1),(1,2);
INSERT INTO `application_module_application_service` (`application_service_id`, `application_module_id`) VALUES (2,1);
INSERT INTO `database_m_application` (`m_application_id`, `database_id`) VALUES (1,1);
INSERT INTO `database_information` (`information_id`, `database_id`) VALUES (1,1);
INSERT INTO `logical_server_m_application` (`m_application_id`, `logical_server_id`) VALUES (1,1),(1,2),(2,1);
INSERT INTO `flux_information` (`flux_id`, `information_id`) VALUES (1,1);

INSERT INTO `fluxes` (`id`, `name`, `nature`, `description`, `application_source_id`, `service_source_id`, `module_source_id`, `database_source_id`, `application_dest_id`, `service_dest_id`, `module_dest_id`, `database_dest_id`, `crypted`, `bidirectional`, `deleted_at`) VALUES
(1,'Dépôt','API','<p>Demandes</p>',NULL,1,NULL,NULL,NULL,NULL,1,NULL,1,1,NULL),
(2,'Extraction','Copie de fichier',NULL,NULL,NULL,NULL,1,2,NULL,NULL,NULL,0,0,NULL),
(3,'Interne','SQL',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL),
(4,'Perdu','SQL',NULL,9,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL),
(5,'Sans fin','SQL',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
