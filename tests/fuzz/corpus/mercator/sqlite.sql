PRAGMA foreign_keys=OFF;
DELIMITER ;;
x ;;
DELIMITER ;
INSERT INTO applications VALUES(1,'a''b');CREATE TABLE t(a,PRIMARY KEY(a));/*!50003 x */