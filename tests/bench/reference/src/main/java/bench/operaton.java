package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Operaton with its REST API below /engine-rest. */
@SpringBootApplication
class Operaton {
  public static void main(String[] arguments) {
    SpringApplication.run(Operaton.class, arguments);
  }
}
